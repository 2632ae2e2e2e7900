package org.firewright.agent.netlink;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable string of bytes. */
public final class Bytes implements Comparable<Bytes> {
    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    /** A copy. */
    public static Bytes of(byte... bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
    }

    /** A copy of a part; {@code to} is excluded. */
    public static Bytes of(byte[] bytes, int from, int to) {
        return new Bytes(Arrays.copyOfRange(bytes, from, to));
    }

    /** From hexadecimal digits, two a byte. Throws IllegalArgumentException when they are not. */
    public static Bytes hex(String digits) {
        return new Bytes(HexFormat.of().parseHex(digits));
    }

    /** How many. */
    public int length() {
        return array.length;
    }

    /** The byte at an index as a number from 0 to 255. */
    public int at(int index) {
        return Byte.toUnsignedInt(array[index]);
    }

    /** A part; {@code to} is excluded. */
    public Bytes slice(int from, int to) {
        if (to > array.length) {
            throw new IndexOutOfBoundsException(to + " is behind the end, " + array.length + ".");
        }
        return of(array, from, to);
    }

    /** A copy as an array. */
    public byte[] toArray() {
        return array.clone();
    }

    /** Lower-case hexadecimal digits, two a byte. */
    public String toHex() {
        return HexFormat.of().formatHex(array);
    }

    /** Orders as unsigned numbers in network order where lengths are equal. */
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(array, other.array);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(array, that.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    @Override
    public String toString() {
        return toHex();
    }

    /** The array itself, for readers and writers of this package that do not change it. */
    byte[] array() {
        return array;
    }
}
