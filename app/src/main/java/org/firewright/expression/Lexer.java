package org.firewright.expression;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text to tokens. It never fails: what has no place becomes a token too, with the reason. */
final class Lexer {
    /** Two characters first, so that the longest one wins. */
    private static final List<String> SIGNS =
            List.of("==", "!=", "<=", ">=", "&&", "||", "^^", "..", "<", ">", "&", "!", "~", "(", ")", "{", "}", ",");

    private static final Pattern HEX_PAIRS = Pattern.compile("[0-9a-fA-F]{2}([:.-][0-9a-fA-F]{2})+");

    /** As many as the engine of the language counts. */
    private static final int MAX_HASHES = 255;

    private final String text;
    private final Matcher hexPairs;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private Lexer(String text) {
        this.text = text;
        this.hexPairs = HEX_PAIRS.matcher(text);
    }

    /** The tokens in order; the last one, and only it, is an end. */
    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        while (lexer.at < text.length()) {
            lexer.next();
        }
        lexer.tokens.add(new Token(Token.Kind.END, "", "", lexer.span(text.length(), text.length())));
        return lexer.tokens;
    }

    private void next() {
        char c = text.charAt(at);
        if (c == '\n') {
            at++;
            line++;
            lineStart = at;
        } else if (c == ' ' || c == '\r') {
            at++;
        } else if (c == '"') {
            if (isPatternNext()) {
                pattern();
            } else {
                quoted();
            }
        } else if (c == 'r' && rawHashes() >= 0) {
            raw(rawHashes());
        } else if (c == '$') {
            list();
        } else if (c == '@') {
            variable();
        } else if ((isWord(c) && !text.startsWith("..", at))
                || (c == '-' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
            word();
        } else {
            sign();
        }
    }

    /** Pairs may be separated by hyphens too, which belong to no other word. */
    private void word() {
        hexPairs.region(at, text.length());
        if (hexPairs.lookingAt() && (hexPairs.end() == text.length() || !isWord(text.charAt(hexPairs.end())))) {
            add(Token.Kind.WORD, hexPairs.end(), hexPairs.group());
            return;
        }
        int end = at + 1;
        while (end < text.length() && isWord(text.charAt(end)) && !text.startsWith("..", end)) {
            end++;
        }
        add(Token.Kind.WORD, end, text.substring(at, end));
    }

    /** Dots inside of a name are its own, also two of them. */
    private void list() {
        int end = at + 1;
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        String name = text.substring(at + 1, end);
        boolean good = name.matches("[a-z0-9_]([a-z0-9_.]*[a-z0-9_])?");
        add(
                good ? Token.Kind.LIST : Token.Kind.INVALID,
                end,
                good ? name : "A list's name has lower-case letters, digits, underscores, and dots inside.");
    }

    private void variable() {
        int end = at + 1;
        while (end < text.length() && (isDigit(text.charAt(end)) || isLetter(text.charAt(end)))) {
            end++;
        }
        String name = text.substring(at + 1, end);
        boolean good = Expressions.isVariable(name);
        add(
                good ? Token.Kind.VARIABLE : Token.Kind.INVALID,
                end,
                good
                        ? name
                        : "A variable's name begins with a letter and has lower-case letters, digits and underscores.");
    }

    private void sign() {
        for (String sign : SIGNS) {
            if (text.startsWith(sign, at)) {
                add(Token.Kind.SIGN, at + sign.length(), sign);
                return;
            }
        }
        char c = text.charAt(at);
        String reason = switch (c) {
            case '=' -> text.startsWith("=~", at) ? "Write matches, or ~ alone." : "Write == to compare.";
            case '-' -> "A range is written with two dots: 80..90.";
            case '|' -> "Write || or the word or.";
            case '^' -> "Write ^^ or the word xor.";
            case '\t' -> "A tab is no white space here: use a space.";
            case '\u00a0', '\u202f' -> "This blank is a special one: use a plain space.";
            case '\'' -> "Write double quotes around text.";
            case '\u201c', '\u201d', '\u201e', '\u00ab', '\u00bb' -> "Write plain double quotes around text: \"…\".";
            case '[', ']' -> "Write a set in braces: {80 443}.";
            case '#' -> "An expression has no comments: write it into the rule's note.";
            case '\u2013', '\u2014' -> "A range is written with two dots: 80..90.";
            case '\u2260' -> "Write != for what is not the same.";
            case '\u2264' -> "Write <= .";
            case '\u2265' -> "Write >= .";
            case ';' -> "An expression ends without a sign.";
            default -> "";
        };
        add(Token.Kind.INVALID, at + Character.charCount(text.codePointAt(at)), reason);
    }

    /** How many {@code #} stand between the r and the quote of a raw text, -1 where there is none. */
    private int rawHashes() {
        int i = at + 1;
        while (i < text.length() && text.charAt(i) == '#') {
            i++;
        }
        return i < text.length() && text.charAt(i) == '"' ? i - at - 1 : -1;
    }

    private void raw(int hashes) {
        int start = at + hashes + 2;
        if (hashes > MAX_HASHES) {
            add(Token.Kind.INVALID, text.length(), "A raw text begins with at most " + MAX_HASHES + " #.");
            return;
        }
        String close = "\"" + "#".repeat(hashes);
        int end = text.indexOf(close, start);
        if (end < 0) {
            add(Token.Kind.INVALID, text.length(), "The text has no end: " + close + " is missing.");
        } else {
            add(Token.Kind.TEXT, end + close.length(), bytes(text.substring(start, end)));
        }
    }

    /** Behind {@code matches} stands a regular expression, which knows escapes of its own. */
    private boolean isPatternNext() {
        return !tokens.isEmpty() && Relation.MATCHES.spellings().stream().anyMatch(tokens.getLast()::is);
    }

    /** Backslashes stay; a quote ends it unless it has a backslash before it or stands in brackets. */
    private void pattern() {
        StringBuilder value = new StringBuilder();
        boolean brackets = false;
        int i = at + 1;
        while (i < text.length() && (brackets || text.charAt(i) != '"')) {
            int c = text.codePointAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                if (brackets || text.charAt(i) != '"') {
                    value.append('\\');
                }
                c = text.codePointAt(i);
            } else {
                brackets = brackets ? c != ']' : c == '[';
            }
            value.append(bytes(Character.toString(c)));
            i += Character.charCount(c);
        }
        if (i < text.length()) {
            add(Token.Kind.TEXT, i + 1, value.toString());
        } else {
            String missing = brackets ? "a ] that ends the bracket, or \\[ for one that is meant" : "\"";
            add(Token.Kind.INVALID, text.length(), "The regular expression has no end: " + missing + " is missing.");
        }
    }

    private void quoted() {
        StringBuilder value = new StringBuilder();
        Span fault = null;
        int i = at + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            int c = text.codePointAt(i);
            int length = Character.charCount(c);
            if (c == '\\') {
                length = escape(i, value);
                if (length == 0) {
                    length = Math.min(2, text.length() - i);
                    fault = fault == null ? span(i, i + length) : fault;
                }
            } else {
                value.append(bytes(Character.toString(c)));
            }
            i += length;
        }
        if (i >= text.length()) {
            add(Token.Kind.INVALID, text.length(), "The text has no end: \" is missing.");
        } else if (fault != null) {
            String reason = "After \\ may stand \", \\, x with two hexadecimal digits, or three octal digits.";
            add(new Token(Token.Kind.INVALID, text.substring(at, i + 1), reason, span(at, i + 1), fault));
        } else {
            add(Token.Kind.TEXT, i + 1, value.toString());
        }
    }

    /** Reads an escape that begins at i; returns its length, 0 where it is none. */
    private int escape(int i, StringBuilder value) {
        char kind = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
        if (kind == '"' || kind == '\\') {
            value.append(kind);
            return 2;
        }
        boolean hex = kind == 'x';
        int start = hex ? i + 2 : i + 1;
        int end = i + 4;
        if (end > text.length()) {
            return 0;
        }
        int number = 0;
        for (int j = start; j < end; j++) {
            int digit = Character.digit(text.charAt(j), hex ? 16 : 8);
            if (digit < 0) {
                return 0;
            }
            number = number * (hex ? 16 : 8) + digit;
        }
        if (number > 255) {
            return 0;
        }
        value.append((char) number);
        return 4;
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static boolean isWord(char c) {
        return isDigit(c) || isLetter(c) || c == '.' || c == ':' || c == '/';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void add(Token.Kind kind, int end, String value) {
        add(new Token(kind, text.substring(at, end), value, span(at, end)));
    }

    private void add(Token token) {
        tokens.add(token);
        int end = token.span().end();
        for (int i = at; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        at = end;
    }

    /** Columns are characters as people count them, not halves of them. */
    private Span span(int start, int end) {
        return new Span(start, end - start, line, text.codePointCount(lineStart, start) + 1);
    }
}
