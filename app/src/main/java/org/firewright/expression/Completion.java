package org.firewright.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What could be written at a place in a text that need not be whole.
 *
 * @param replaced what a proposal replaces: the word at the place, or nothing at all
 * @param proposals the likeliest first
 */
public record Completion(Span replaced, List<Proposal> proposals) {
    public Completion {
        proposals = List.copyOf(proposals);
    }

    /** What a proposal is. */
    public enum Kind {
        FIELD,
        FUNCTION,
        OPERATOR,
        LOGIC,
        LIST,
        VALUE,
        /** A bracket or another sign. */
        SIGN
    }

    /**
     * One of the things that could be written.
     *
     * @param text what to write
     * @param caret where in the text the caret goes: behind it, or between its brackets or quotes
     * @param meaning a few words for people; may be empty
     */
    public record Proposal(Kind kind, String text, int caret, String meaning) {
        static Proposal of(Kind kind, String text, String meaning) {
            return new Proposal(kind, text, text.length(), meaning);
        }

        private static Proposal between(Kind kind, String text, String meaning) {
            return new Proposal(kind, text, text.length() - 1, meaning);
        }
    }

    /** What could be written where the caret stands, {@code caret} characters behind the start of the text. */
    public static Completion at(String text, int caret, Vocabulary vocabulary) {
        if (text.length() > Expressions.MAX_LENGTH || caret < 0 || caret > text.length()) {
            return new Completion(new Span(0, 0, 1, 1), List.of());
        }
        List<Token> before = new ArrayList<>();
        Span replaced = null;
        for (Token token : Lexer.tokens(text)) {
            boolean isWord = token.kind() != Token.Kind.SIGN && token.kind() != Token.Kind.END;
            if (isWord && token.span().offset() < caret && caret <= token.span().end()) {
                replaced = token.span();
                break;
            }
            if (token.span().offset() >= caret) {
                break;
            }
            before.add(token);
        }
        Span place = replaced == null ? placeOf(text, caret) : replaced;
        String typed = text.substring(place.offset(), caret);
        before.add(new Token(Token.Kind.END, "", "", new Span(place.offset(), 0, place.line(), place.column())));
        return new Completion(place, ranked(proposals(Parser.atEnd(before), vocabulary), typed));
    }

    private static Span placeOf(String text, int caret) {
        String before = text.substring(0, caret);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new Span(caret, 0, line, caret - before.lastIndexOf('\n'));
    }

    private static List<Proposal> ranked(List<Proposal> proposals, String typed) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        String bare = wanted.replaceAll("^[\"$]", "");
        return proposals.stream()
                .filter(proposal -> rank(proposal, wanted, bare) < 3)
                .sorted(Comparator.comparingInt(proposal -> rank(proposal, wanted, bare)))
                .toList();
    }

    /** 0 where the text begins as typed, 1 where it holds it, 2 where its meaning does, 3 where nothing does. */
    private static int rank(Proposal proposal, String wanted, String bare) {
        String text = proposal.text().toLowerCase(Locale.ROOT);
        if (text.startsWith(wanted)) {
            return 0;
        }
        boolean says =
                bare.length() > 1 && proposal.meaning().toLowerCase(Locale.ROOT).contains(bare);
        return text.contains(bare) ? 1 : says ? 2 : 3;
    }

    private static List<Proposal> proposals(Expectation expectation, Vocabulary vocabulary) {
        List<Proposal> proposals = new ArrayList<>();
        switch (expectation) {
            case Expectation.Condition() -> {
                fields(proposals, true);
                for (Function function : Function.values()) {
                    proposals.add(Proposal.between(Kind.FUNCTION, function.text() + "()", function.meaning()));
                }
                proposals.add(Proposal.of(Kind.LOGIC, "not", "the opposite"));
                proposals.add(Proposal.between(Kind.SIGN, "()", ""));
            }
            case Expectation.Key() -> fields(proposals, false);
            case Expectation.Operator(Operand operand) -> operators(proposals, operand);
            case Expectation.OneValue(Operand operand) -> values(proposals, operand, vocabulary);
            case Expectation.SetOrList(Operand operand) -> {
                if (operand.type() == ValueType.ADDRESS) {
                    lists(proposals, vocabulary);
                }
                proposals.add(Proposal.between(Kind.SIGN, "{}", "values, with blanks between them"));
            }
            case Expectation.Item(Operand operand) -> {
                values(proposals, operand, vocabulary);
                proposals.add(Proposal.of(Kind.SIGN, "}", ""));
            }
            case Expectation.HeaderName() -> {
                for (Header header : Header.values()) {
                    proposals.add(Proposal.of(Kind.VALUE, header.text(), "header"));
                }
            }
            case Expectation.Sign(String sign) -> proposals.add(Proposal.of(Kind.SIGN, sign, ""));
            case Expectation.Joint(boolean open) -> {
                proposals.add(Proposal.of(Kind.LOGIC, Logic.AND.word(), "both hold"));
                proposals.add(Proposal.of(Kind.LOGIC, Logic.OR.word(), "at least one holds"));
                proposals.add(Proposal.of(Kind.LOGIC, Logic.XOR.word(), "exactly one of two holds"));
                if (open) {
                    proposals.add(Proposal.of(Kind.SIGN, ")", ""));
                }
            }
        }
        return proposals;
    }

    private static void fields(List<Proposal> proposals, boolean flags) {
        Arrays.stream(Field.values())
                .filter(field -> flags || field.type() != ValueType.FLAG)
                .forEach(field -> proposals.add(Proposal.of(Kind.FIELD, field.text(), field.meaning())));
    }

    private static void operators(List<Proposal> proposals, Operand operand) {
        proposals.add(Proposal.of(Kind.OPERATOR, "in", "is one of those in a set or list"));
        Arrays.stream(Relation.values())
                .filter(relation -> operand.type().knows(relation))
                .forEach(relation -> proposals.add(Proposal.of(Kind.OPERATOR, relation.text(), relation.meaning())));
    }

    private static void values(List<Proposal> proposals, Operand operand, Vocabulary vocabulary) {
        KnownValues.of(operand, vocabulary)
                .forEach(known -> proposals.add(Proposal.of(Kind.VALUE, known.text(), known.meaning())));
        if (proposals.isEmpty() && operand.type() == ValueType.TEXT) {
            proposals.add(Proposal.between(Kind.VALUE, "\"\"", "text"));
        }
    }

    private static void lists(List<Proposal> proposals, Vocabulary vocabulary) {
        vocabulary.lists().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(list -> proposals.add(Proposal.of(Kind.LIST, "$" + list.getKey(), list.getValue())));
    }
}
