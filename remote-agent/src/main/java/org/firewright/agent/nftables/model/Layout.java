package org.firewright.agent.nftables.model;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.firewright.agent.netlink.Attribute;
import org.firewright.agent.netlink.Attributes;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.MalformedMessageException;
import org.firewright.agent.netlink.MessageWriter;

/** How a record's components travel: read off its {@link Wire} annotations once. */
final class Layout {
    /** Whose order of attributes is written, and whether nests carry NLA_F_NESTED. */
    enum Form {
        /** As nft sends. */
        SENT,
        /** As the kernel lists. */
        LISTED
    }

    private static final ClassValue<Layout> ALL = new ClassValue<>() {
        @Override
        protected Layout computeValue(Class<?> type) {
            return new Layout(type);
        }
    };

    private final Constructor<?> constructor;
    private final Slot[] slots;
    /** By attribute type, the slot's place; -1 where there is none. */
    private final int[] byType;

    private final int[] listed;
    private final int family;
    private final int rest;

    private Layout(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        slots = Arrays.stream(components).map(Slot::new).toArray(Slot[]::new);
        constructor = constructor(type, components);
        byType = new int
                [1 + Arrays.stream(slots).mapToInt(slot -> slot.type).max().orElse(0)];
        Arrays.fill(byType, -1);
        int familyAt = -1;
        int restAt = -1;
        for (int i = 0; i < slots.length; i++) {
            if (slots[i].type >= 0) {
                byType[slots[i].type] = i;
            } else if (slots[i].raw == int.class) {
                familyAt = i;
            } else {
                restAt = i;
            }
        }
        family = familyAt;
        rest = restAt;
        listed = listed(type.getAnnotation(KernelOrder.class));
    }

    private int[] listed(KernelOrder order) {
        IntStream first = order == null ? IntStream.empty() : Arrays.stream(order.value());
        int[] ordered = first.map(type -> byType[type]).toArray();
        IntStream others = IntStream.range(0, slots.length)
                .filter(i -> slots[i].type >= 0 && Arrays.stream(ordered).noneMatch(known -> known == i));
        return IntStream.concat(Arrays.stream(ordered), others).toArray();
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    static Layout of(Class<?> type) {
        return ALL.get(type);
    }

    /**
     * Makes a record of attributes.
     *
     * @return null where there are attributes that the record has no place for
     */
    <T> T read(Class<T> type, int familyNumber, Attributes in) throws MalformedMessageException {
        Object[] values = new Object[slots.length];
        List<Item.Other> others = null;
        for (Attribute attribute : in) {
            int at = attribute.type() < byType.length ? byType[attribute.type()] : -1;
            if (at >= 0 && values[at] == null) {
                values[at] = slots[at].read(attribute);
                if (values[at] == null) {
                    return null;
                }
            } else if (rest < 0) {
                return null;
            } else {
                others = others == null ? new ArrayList<>() : others;
                others.add(new Item.Other(attribute.type(), attribute.bytes()));
            }
        }
        if (family >= 0) {
            values[family] = familyNumber;
        }
        if (rest >= 0) {
            values[rest] = others == null ? List.of() : List.copyOf(others);
        }
        try {
            return type.cast(constructor.newInstance(values));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a record's attributes. */
    void write(MessageWriter out, Object value, Form form) {
        write(out, value, form, new ArrayList<>());
    }

    /** Writes a record's attributes and notes where each of its steps starts in the message. */
    void write(MessageWriter out, Object value, Form form, List<Integer> offsets) {
        if (form == Form.LISTED) {
            for (int at : listed) {
                write(out, value, form, offsets, at);
            }
        } else {
            for (int at = 0; at < slots.length; at++) {
                write(out, value, form, offsets, at);
            }
        }
        if (rest >= 0) {
            for (Object other : (List<?>) slots[rest].value(value)) {
                Item.Other attribute = (Item.Other) other;
                out.bytes(attribute.type(), attribute.content());
            }
        }
    }

    private void write(MessageWriter out, Object value, Form form, List<Integer> offsets, int at) {
        Slot slot = slots[at];
        if (slot.type >= 0) {
            Object content = slot.value(value);
            if (content != null) {
                slot.write(out, content, form, offsets);
            }
        }
    }

    static void nest(MessageWriter out, int type, Form form, MessageWriter.Content content) {
        if (form == Form.SENT) {
            out.nest(type, content);
        } else {
            out.plainNest(type, content);
        }
    }

    /** A component. */
    private static final class Slot {
        private static final int ELEMENT = 1;

        /** NLA_F_NESTED. */
        private static final int NESTED = 0x8000;

        private final Method accessor;
        private final Class<?> raw;
        private final Class<?> element;
        private final int type;
        private final int bytes;
        private final boolean nest;

        private Slot(RecordComponent component) {
            Wire wire = component.getAnnotation(Wire.class);
            accessor = component.getAccessor();
            accessor.setAccessible(true);
            raw = component.getType();
            type = wire == null ? -1 : wire.value();
            nest = wire != null && wire.nest();
            int usual = raw == Long.class ? 8 : 4;
            bytes = wire == null || wire.bytes() == 0 ? usual : wire.bytes();
            element = raw == List.class
                    ? (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
                    : null;
        }

        private Object value(Object record) {
            try {
                return accessor.invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        private Object read(Attribute attribute) throws MalformedMessageException {
            if (raw == Integer.class) {
                return switch (bytes) {
                    case 1 -> attribute.u8();
                    case 2 -> attribute.u16();
                    default -> attribute.i32();
                };
            }
            if (raw == Long.class) {
                return attribute.u64();
            }
            if (raw == String.class) {
                return attribute.isText() ? attribute.text() : null;
            }
            if (raw == Bytes.class) {
                return attribute.bytes();
            }
            if (raw == List.class) {
                return list(attribute.nested());
            }
            if (raw == Step.class) {
                return Steps.read(attribute.nested());
            }
            return of(raw).read(raw, 0, attribute.nested());
        }

        private Object list(Attributes in) throws MalformedMessageException {
            List<Object> all = new ArrayList<>(in.size());
            StepMemory steps = element == Step.class ? StepMemory.ofThread() : null;
            for (Attribute attribute : in) {
                if (attribute.type() != ELEMENT && element != Item.Element.class) {
                    return null;
                }
                Object value;
                if (element == String.class) {
                    value = attribute.text();
                } else if (steps != null) {
                    value = steps.read(attribute);
                } else {
                    value = of(element).read(element, 0, attribute.nested());
                }
                if (value == null) {
                    return null;
                }
                all.add(value);
            }
            return List.copyOf(all);
        }

        private void write(MessageWriter out, Object value, Form form, List<Integer> offsets) {
            switch (value) {
                case Integer number when bytes == 1 -> out.u8(type, number);
                case Integer number when bytes == 2 -> out.u16(type, number);
                case Integer number -> out.u32(type, number);
                case Long number -> out.u64(type, number);
                case String text -> out.text(type, text);
                case Bytes content -> out.bytes(nest && form == Form.SENT ? type | NESTED : type, content);
                case Step step -> nest(out, type, form, () -> Steps.write(out, step, form));
                case List<?> all -> nest(out, type, form, () -> list(out, all, form, offsets));
                default -> nest(out, type, form, () -> of(raw).write(out, value, form));
            }
        }

        /** What is sent of a set's elements is numbered; the kernel does not look at the numbers. */
        private void list(MessageWriter out, List<?> all, Form form, List<Integer> offsets) {
            int number = ELEMENT;
            for (Object each : all) {
                offsets.add(out.offset());
                element(out, number, each, form);
                if (form == Form.SENT && element == Item.Element.class) {
                    number++;
                }
            }
        }

        private void element(MessageWriter out, int number, Object each, Form form) {
            switch (each) {
                case String text -> out.text(number, text);
                case Step step -> nest(out, number, form, () -> Steps.write(out, step, form));
                default -> nest(out, number, form, () -> of(element).write(out, each, form));
            }
        }
    }
}
