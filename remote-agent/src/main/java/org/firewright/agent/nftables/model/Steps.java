package org.firewright.agent.nftables.model;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.firewright.agent.netlink.Attribute;
import org.firewright.agent.netlink.Attributes;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.netlink.MessageWriter;

/** Reads and writes a step: its name and its attributes (NFTA_EXPR_*). */
final class Steps {
    private static final int NAME = 1;
    private static final int DATA = 2;

    private static final Map<String, Class<?>> BY_NAME = Arrays.stream(Step.class.getPermittedSubclasses())
            .filter(type -> type.isAnnotationPresent(Named.class))
            .collect(toMap(type -> type.getAnnotation(Named.class).value(), type -> type));

    private Steps() {}

    static Step read(Attributes in) throws MalformedMessageException {
        String name = in.get(NAME).text();
        Attribute data = in.find(DATA);
        Class<?> type = BY_NAME.get(name);
        if (type != null && (data != null || type == Step.NoTrack.class) && in.size() <= 2) {
            Attributes content = data == null ? Attributes.read(Bytes.EMPTY) : data.nested();
            Object known = Layout.of(type).read(type, 0, content);
            if (known != null) {
                return (Step) known;
            }
        }
        List<Item.Other> others = new ArrayList<>();
        for (Attribute attribute : in) {
            boolean first = attribute == data || attribute == in.find(NAME);
            if (!first) {
                others.add(new Item.Other(attribute.type(), attribute.bytes()));
            }
        }
        return new Step.Unknown(name, data == null ? null : data.bytes(), List.copyOf(others));
    }

    static void write(MessageWriter out, Step step, Layout.Form form) {
        if (step instanceof Step.Unknown(String name, Bytes content, List<Item.Other> others)) {
            out.text(NAME, name);
            if (content != null) {
                out.bytes(form == Layout.Form.SENT ? DATA | 0x8000 : DATA, content);
            }
            others.forEach(other -> out.bytes(other.type(), other.content()));
            return;
        }
        out.text(NAME, step.getClass().getAnnotation(Named.class).value());
        if (step instanceof Step.NoTrack) {
            return;
        }
        Layout.nest(out, DATA, form, () -> Layout.of(step.getClass()).write(out, step, form));
    }
}
