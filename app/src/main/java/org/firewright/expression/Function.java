package org.firewright.expression;

import java.util.Arrays;
import java.util.Optional;

/** The one table of functions: what parser, documentation and completion know of them. */
public enum Function {
    BIT_SLICE(
            "bit_slice",
            "bit_slice(header, start, end)",
            "bits of a header as a number: from bit start up to, not including, bit end, counted from the header's first",
            "bit_slice(tcp, 0, 16)"),
    RATE(
            "rate",
            "rate(field, packets, seconds)",
            "the packet is one more than so many in so many seconds of packets with the same address",
            "rate(ip.src, 100, 10)"),
    STARTS_WITH(
            "starts_with",
            "starts_with(field, bytes)",
            "the value begins with these bytes; also written as an operator",
            "starts_with(tcp.payload, \"GET \")"),
    ENDS_WITH(
            "ends_with",
            "ends_with(field, bytes)",
            "the value ends with these bytes; also written as an operator",
            "ends_with(udp.payload, 0d:0a)");

    private final String text;
    private final String form;
    private final String meaning;
    private final String example;

    Function(String text, String form, String meaning, String example) {
        this.text = text;
        this.form = form;
        this.meaning = meaning;
        this.example = example;
    }

    /** Its name as it is written. */
    public String text() {
        return text;
    }

    /** Its name with its parameters' names. */
    public String form() {
        return form;
    }

    /** What it tells, for people, without capital or full stop. */
    public String meaning() {
        return meaning;
    }

    /** A call. */
    public String example() {
        return example;
    }

    /** The function that is written so. */
    public static Optional<Function> of(String text) {
        return Arrays.stream(values())
                .filter(function -> function.text.equals(text))
                .findFirst();
    }
}
