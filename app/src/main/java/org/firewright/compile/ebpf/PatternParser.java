package org.firewright.compile.ebpf;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Reads regular expressions over bytes: literals, classes, groups, alternatives, repetitions, {@code ^} and {@code $}
 * (start and end of the text), {@code (?i)} in front. A point is any byte but a line feed. A character is a byte.
 */
final class PatternParser {
    private static final int MOST_REPEATS = 256;
    private static final int MOST_DEPTH = 64;

    private final String text;
    private boolean ignoreCase;
    private int at;
    private int depth;

    private PatternParser(String text) {
        this.text = text;
    }

    /** What a part of an expression is; built into nodes from the end on, so that each knows what follows. */
    private interface Part {
        int build(PatternNodes nodes, int next) throws UnsupportedPatternException;
    }

    /**
     * Reads an expression.
     *
     * @param nodes take what is read, and where it is found
     * @return the first node
     */
    static int parse(String text, PatternNodes nodes) throws UnsupportedPatternException {
        PatternParser parser = new PatternParser(text);
        if (text.startsWith("(?i)")) {
            parser.ignoreCase = true;
            parser.at = 4;
        }
        Part all = parser.alternatives();
        if (parser.at < text.length()) {
            throw new UnsupportedPatternException("A closing parenthesis has no opening one.");
        }
        return all.build(nodes, nodes.add(new PatternNodes.Node.Found()));
    }

    private Part alternatives() throws UnsupportedPatternException {
        if (++depth > MOST_DEPTH) {
            throw new UnsupportedPatternException("The regular expression has too many parentheses.");
        }
        Part all = sequence();
        while (accept('|')) {
            Part one = all;
            Part other = sequence();
            all = (nodes, next) ->
                    nodes.add(new PatternNodes.Node.Fork(one.build(nodes, next), other.build(nodes, next)));
        }
        depth--;
        return all;
    }

    private Part sequence() throws UnsupportedPatternException {
        List<Part> parts = new ArrayList<>();
        while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
            parts.add(repeated(atom()));
        }
        return (nodes, next) -> {
            int start = next;
            for (Part part : parts.reversed()) {
                start = part.build(nodes, start);
            }
            return start;
        };
    }

    private Part repeated(Part part) throws UnsupportedPatternException {
        Part all = part;
        while (at < text.length()) {
            if (accept('*')) {
                all = repeat(all, 0, -1);
            } else if (accept('+')) {
                all = repeat(all, 1, -1);
            } else if (accept('?')) {
                all = repeat(all, 0, 1);
            } else if (text.charAt(at) == '{' && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
                all = counted(all);
            } else {
                break;
            }
            if (accept('?')) {
                continue; // taking as little as possible finds the same texts
            }
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '*')) {
                throw new UnsupportedPatternException("A repetition cannot be repeated or kept from giving back.");
            }
        }
        return all;
    }

    private Part counted(Part part) throws UnsupportedPatternException {
        at++;
        int least = number();
        int most = least;
        if (accept(',')) {
            most = at < text.length() && isDigit(text.charAt(at)) ? number() : -1;
        }
        if (!accept('}') || (most >= 0 && most < least)) {
            throw new UnsupportedPatternException("A number of repetitions is written as {2}, {2,} or {2,5}.");
        }
        return repeat(part, least, most);
    }

    private int number() throws UnsupportedPatternException {
        int number = 0;
        while (at < text.length() && isDigit(text.charAt(at))) {
            number = 10 * number + text.charAt(at++) - '0';
            if (number > MOST_REPEATS) {
                throw new UnsupportedPatternException("At most " + MOST_REPEATS + " repetitions can be asked for.");
            }
        }
        return number;
    }

    /** The part so many times; most is -1 for any number. */
    private static Part repeat(Part part, int least, int most) {
        return (nodes, next) -> {
            int start = next;
            if (most < 0) {
                int loop = nodes.add(new PatternNodes.Node.Fork(next, next));
                nodes.set(loop, new PatternNodes.Node.Fork(part.build(nodes, loop), next));
                start = loop;
            } else {
                for (int i = least; i < most; i++) {
                    start = nodes.add(new PatternNodes.Node.Fork(part.build(nodes, start), next));
                }
            }
            for (int i = 0; i < least; i++) {
                start = part.build(nodes, start);
            }
            return start;
        };
    }

    private Part atom() throws UnsupportedPatternException {
        char c = text.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> take(set());
            case '.' -> take(ByteSets.complement(ByteSets.exactly('\n')));
            case '^' -> (nodes, next) -> nodes.add(new PatternNodes.Node.AtStart(next));
            case '$' -> (nodes, next) -> nodes.add(new PatternNodes.Node.AtEnd(next));
            case '\\' -> take(escape());
            case '*', '+', '?' -> throw new UnsupportedPatternException("There is nothing before " + c + " to repeat.");
            default -> take(ByteSets.exactly(c));
        };
    }

    private Part group() throws UnsupportedPatternException {
        if (accept('?') && !accept(':')) {
            throw new UnsupportedPatternException(
                    "Groups that look around, have names or set flags need more than an eBPF program can do.");
        }
        Part inner = alternatives();
        if (!accept(')')) {
            throw new UnsupportedPatternException("A parenthesis is not closed.");
        }
        return inner;
    }

    private BitSet set() throws UnsupportedPatternException {
        boolean inverted = accept('^');
        BitSet bytes = new BitSet();
        boolean first = true;
        while (first || !accept(']')) {
            first = false;
            if (at >= text.length()) {
                throw new UnsupportedPatternException("A bracket is not closed.");
            }
            if (text.charAt(at) == '[' || text.startsWith("&&", at)) {
                throw new UnsupportedPatternException("Sets within sets are not known here; write \\[ for a bracket.");
            }
            BitSet from = element();
            boolean range = at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']';
            if (range && from.cardinality() == 1) {
                at++;
                BitSet to = element();
                if (to.cardinality() != 1 || to.nextSetBit(0) < from.nextSetBit(0)) {
                    throw new UnsupportedPatternException("A range in brackets goes from one byte to a higher one.");
                }
                bytes.set(from.nextSetBit(0), to.nextSetBit(0) + 1);
            } else {
                bytes.or(from);
            }
        }
        BitSet folded = fold(bytes);
        return inverted ? ByteSets.complement(folded) : folded;
    }

    private BitSet element() throws UnsupportedPatternException {
        if (at >= text.length()) {
            throw new UnsupportedPatternException("A bracket is not closed.");
        }
        char c = text.charAt(at++);
        return c == '\\' ? escape() : ByteSets.exactly(c);
    }

    private BitSet escape() throws UnsupportedPatternException {
        if (at >= text.length()) {
            throw new UnsupportedPatternException("A backslash has nothing behind it.");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case 'd' -> ByteSets.digits();
            case 'D' -> ByteSets.complement(ByteSets.digits());
            case 'w' -> ByteSets.word();
            case 'W' -> ByteSets.complement(ByteSets.word());
            case 's' -> ByteSets.space();
            case 'S' -> ByteSets.complement(ByteSets.space());
            case 'n' -> ByteSets.exactly('\n');
            case 'r' -> ByteSets.exactly('\r');
            case 't' -> ByteSets.exactly('\t');
            case 'f' -> ByteSets.exactly('\f');
            case 'v' -> ByteSets.exactly('\u000b');
            case 'x' -> hex();
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw new UnsupportedPatternException("\\" + c + " is not known here.");
                }
                yield ByteSets.exactly(c);
            }
        };
    }

    private BitSet hex() throws UnsupportedPatternException {
        String digits = text.substring(at, Math.min(text.length(), at + 2));
        if (!digits.matches("[0-9a-fA-F]{2}")) {
            throw new UnsupportedPatternException("A byte is written as \\x and two hexadecimal digits.");
        }
        at += 2;
        return ByteSets.exactly((char) Integer.parseInt(digits, 16));
    }

    private Part take(BitSet bytes) {
        BitSet folded = fold(bytes);
        return (nodes, next) -> nodes.add(new PatternNodes.Node.Take(folded, next));
    }

    private BitSet fold(BitSet bytes) {
        return ignoreCase ? ByteSets.withBothCases(bytes) : bytes;
    }

    private boolean accept(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
