package org.firewright.agent.nftables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.firewright.agent.netlink.Attributes;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.netlink.MessageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionCodecTest {
    private static final Bytes MASK = Bytes.hex("ff000000");
    private static final Bytes VALUE = Bytes.hex("0a000000");

    static Stream<Expression> expressions() {
        return Stream.of(
                new Expression.Payload(1, 2, 0, 2),
                new Expression.Meta(16, 9),
                new Expression.Bitwise(1, 2, 4, MASK, VALUE),
                new Expression.Compare(1, Expression.Comparison.GREATER_OR_EQUAL, VALUE),
                new Expression.Range(1, true, VALUE, MASK),
                new Expression.Lookup(1, "__set0", 0, true),
                new Expression.Lookup(1, "__set1", 1, false),
                Expression.Match.pinned("/sys/fs/bpf/firewright/x"),
                new Expression.Match("comment", 0, Bytes.hex("0102")),
                new Expression.Counter(Long.MAX_VALUE, 1),
                new Expression.Immediate(1, VALUE),
                new Expression.Decide(0, ""),
                new Expression.Decide(-3, "elsewhere"),
                new Expression.Unknown("log", Bytes.hex("06000100ffff0000")));
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void whatIsWrittenIsReadBack(Expression expression) throws Exception {
        assertThat(ExpressionDecoder.read(Attributes.read(written(expression)))).isEqualTo(expression);
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void expressionWithAnAttributeThatWeDoNotKnowIsKeptAsItCame(Expression expression) throws Exception {
        String name = Attributes.read(written(expression)).get(1).text();
        Bytes content = Attributes.read(written(expression)).get(2).bytes();
        Bytes longer = Bytes.hex(content.toHex() + "08007f0000000001");
        MessageWriter out = new MessageWriter().text(1, name).bytes(0x8002, longer);

        Expression read = ExpressionDecoder.read(Attributes.read(out.toBytes()));

        assertThat(read).isEqualTo(new Expression.Unknown(name, longer));
        assertThat(written(read)).isEqualTo(out.toBytes());
    }

    @ParameterizedTest
    @CsvSource({
        "cmp, 0800010000000001 0800020000000006 0c000380080001000a000000", // a comparison of the future
        "range, 0800010000000001 0800020000000002 0c000380080001000a000000 0c000480080001000a000000",
        "lookup, 0600010078000000 0800020000000001 0800050000000002",
        "bitwise, 0800010000000001 0800020000000001 0800030000000004 0800060000000001",
        "payload, 0800050000000001 0800020000000001 0800030000000001 0800040000000001", // a store
        "meta, 0800020000000003 0800030000000001"
    })
    void numbersAndFormsThatWeDoNotKnowAreNotGuessed(String name, String content) throws Exception {
        Bytes bytes = Bytes.hex(content.replace(" ", ""));
        MessageWriter out = new MessageWriter().text(1, name).bytes(0x8002, bytes);

        assertThat(ExpressionDecoder.read(Attributes.read(out.toBytes())))
                .isEqualTo(new Expression.Unknown(name, bytes));
    }

    @Test
    void expressionWithoutContentIsKept() throws MalformedMessageException {
        MessageWriter out = new MessageWriter().text(1, "notrack");

        assertThat(ExpressionDecoder.read(Attributes.read(out.toBytes())))
                .isEqualTo(new Expression.Unknown("notrack", Bytes.EMPTY));
    }

    @Test
    void pinIsReadFromAnyPinnedBpfMatchAndFromNothingElse() {
        assertThat(Expression.Match.pinned("/a/ü").pin()).contains("/a/ü");
        assertThat(new Expression.Match("bpf", 1, Bytes.of(new byte[528])).pin())
                .isEmpty();
        assertThat(new Expression.Match("bpf", 1, Bytes.hex("0100")).pin()).isEmpty();
        assertThat(new Expression.Match("tcp", 1, Expression.Match.pinned("/a").info()).pin())
                .isEmpty();
    }

    private static Bytes written(Expression expression) {
        MessageWriter out = new MessageWriter();
        ExpressionEncoder.write(out, expression);
        return out.toBytes();
    }
}
