package org.firewright.expression;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tokens to values of the type that the left side asks for. */
final class Literals {
    private static final Pattern HEX_PAIRS = Pattern.compile("[0-9a-fA-F]{2}([:.-][0-9a-fA-F]{2})+");
    private static final Pattern ADDRESS_LIKE = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*");

    private Literals() {}

    private static final String TWO_DOTS = "A range is written with two dots: ";

    /** An address that stands alone behind this relation, or in a set as if it stood behind {@code ==}. */
    static IpAddress address(Token token, Operand operand, Relation relation) throws SyntaxFault {
        if (token.kind() == Token.Kind.WORD) {
            Optional<IpAddress> address = IpAddress.parse(token.text());
            if (address.isPresent()) {
                return address.get();
            }
        }
        throw SyntaxFault.expected("an IP address", token, addressRemedy(token, operand, relation));
    }

    private static String addressRemedy(Token token, Operand operand, Relation relation) {
        String text = token.text();
        if (token.kind() == Token.Kind.TEXT && IpAddress.parse(token.value()).isPresent()) {
            return "Addresses stand without quotes: " + token.value() + ".";
        }
        if (text.indexOf('/') > 0
                && IpAddress.parse(text.substring(0, text.indexOf('/'))).isPresent()) {
            String not = relation == Relation.NOT_EQUAL ? "not " : "";
            return "A prefix needs braces: " + not + source(operand) + " in {" + text + "}.";
        }
        if (token.kind() == Token.Kind.LIST) {
            return "Write " + source(operand) + " in " + text + ".";
        }
        if (text.equals("{")) {
            return "Write in before a set: " + source(operand) + " in {…}.";
        }
        if (text.startsWith("-") && IpAddress.parse(text.substring(1)).isPresent()) {
            return TWO_DOTS + "192.0.2.1..192.0.2.9.";
        }
        return text.matches("[0-9]+(\\.[0-9]+){3}") ? "Each of the four numbers goes from 0 to 255." : "";
    }

    /** A prefix: {@code address/length}. */
    static AddressRange prefix(Token token) throws SyntaxFault {
        int slash = token.text().indexOf('/');
        Optional<IpAddress> address = IpAddress.parse(token.text().substring(0, slash));
        String digits = token.text().substring(slash + 1);
        boolean isNumber = digits.matches("[0-9]{1,3}");
        int most = address.map(IpAddress::bits).orElse(128);
        if (address.isEmpty() || !isNumber || Integer.parseInt(digits) > most) {
            String remedy = address.isEmpty() ? "" : "The length goes from 0 to " + most + ".";
            throw SyntaxFault.expected("a prefix such as 192.0.2.0/24", token, remedy);
        }
        int length = Integer.parseInt(digits);
        IpAddress network = address.get().network(length);
        if (!network.equals(address.get())) {
            throw new SyntaxFault(
                    token.span(),
                    "The prefix " + token.text() + " has host bits set.",
                    "Write " + network.text() + "/" + length + " for the network, or "
                            + address.get().text() + " for the one address.");
        }
        return AddressRange.prefix(network, length);
    }

    static long number(Token token) throws SyntaxFault {
        String text = token.text();
        if (token.kind() != Token.Kind.WORD || !text.matches("-?[0-9].*")) {
            throw SyntaxFault.expected("a number", token, numberRemedy(token));
        }
        boolean negative = text.startsWith("-");
        String digits = negative ? text.substring(1) : text;
        boolean hex = !negative && digits.startsWith("0x");
        boolean octal = !hex && !negative && digits.length() > 1 && digits.startsWith("0");
        try {
            int radix = hex ? 16 : octal ? 8 : 10;
            String sign = negative ? "-" : "";
            return Long.parseLong(sign + (hex ? digits.substring(2) : digits), radix);
        } catch (NumberFormatException e) {
            String remedy =
                    octal && !digits.startsWith("0X") ? "A number that begins with 0 is octal." : numberRemedy(token);
            boolean tooLong = digits.matches(hex ? "0x[0-9a-fA-F]+" : octal ? "[0-7]+" : "[0-9]+");
            throw SyntaxFault.expected(tooLong ? "a number that fits 64 bits" : "a number", token, remedy);
        }
    }

    private static String numberRemedy(Token token) {
        String text = token.text();
        if (token.kind() == Token.Kind.TEXT && token.value().matches("-?[0-9]+")) {
            return "Numbers stand without quotes: " + token.value() + ".";
        }
        if (text.matches("[0-9]+-[0-9]+")) {
            return TWO_DOTS + text.replace("-", "..") + ".";
        }
        if (text.startsWith("0X")) {
            return "Write " + text.toLowerCase(Locale.ROOT) + " in small letters.";
        }
        if (text.startsWith("-0x")) {
            return "A negative number is decimal.";
        }
        if (token.kind() == Token.Kind.LIST) {
            return "Lists hold addresses; write numbers in braces: in {…}.";
        }
        return text.equals("{") ? "Write in before a set: in {…}." : "";
    }

    /** A whole value of the operand. */
    static Value.Text text(Token token, Operand operand) throws SyntaxFault {
        return known(bytes(token), token, operand);
    }

    static boolean isHexPairs(String text) {
        return HEX_PAIRS.matcher(text).matches();
    }

    /** Any bytes: a text in quotes, or hexadecimal pairs. */
    static Value.Text bytes(Token token) throws SyntaxFault {
        if (token.kind() == Token.Kind.TEXT) {
            return new Value.Text(token.value());
        }
        if (token.kind() == Token.Kind.WORD && isHexPairs(token.text())) {
            StringBuilder bytes = new StringBuilder();
            for (int i = 0; i < token.text().length(); i += 3) {
                bytes.append((char) Integer.parseInt(token.text(), i, i + 2, 16));
            }
            return new Value.Text(bytes.toString());
        }
        boolean word = token.kind() == Token.Kind.WORD
                && !ADDRESS_LIKE.matcher(token.text()).matches();
        throw SyntaxFault.expected(
                "a text in quotes", token, word ? "Write \"" + token.text() + "\" with its quotes." : "");
    }

    /**
     * Texts of fields whose values are known are checked: a typing error would never match. Other names and numbers of
     * a protocol become its name, which is the value that packets have.
     */
    private static Value.Text known(Value.Text text, Token token, Operand operand) throws SyntaxFault {
        if (!(operand instanceof Operand.OfField(Field field, Span ignored)) || field != Field.IP_PROTO) {
            return text;
        }
        Optional<Integer> number = Protocols.number(text.bytes());
        if (number.isPresent()) {
            return new Value.Text(Protocols.name(number.get()));
        }
        String question = Suggestion.question(text.bytes().toLowerCase(Locale.ROOT), Protocols.names());
        throw new SyntaxFault(
                token.span(),
                "There is no protocol named " + Printer.print(text) + ".",
                question.isEmpty() ? "Protocols without a name are named by their number: \"253\"." : question);
    }

    static String source(Operand operand) {
        return Printer.print(operand);
    }
}
