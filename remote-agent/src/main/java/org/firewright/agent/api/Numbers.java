package org.firewright.agent.api;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.util.Arrays;

/** Many numbers in order, without an object for each; as JSON an array. */
public final class Numbers {
    private final long[] values;

    private Numbers(long[] values) {
        this.values = values;
    }

    /** These numbers. */
    public static Numbers of(long... values) {
        return new Numbers(values.clone());
    }

    /** The first so many of an array, which nobody changes any more. */
    public static Numbers first(int count, long[] values) {
        return new Numbers(count == values.length ? values : Arrays.copyOf(values, count));
    }

    /** How many there are. */
    public int size() {
        return values.length;
    }

    /** The number of a place, from 0 on. */
    public long at(int place) {
        return values[place];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Numbers numbers && Arrays.equals(values, numbers.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }

    /** As JSON. */
    void appendTo(StringBuilder json) {
        json.append('[');
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                json.append(',');
            }
            json.append(values[i]);
        }
        json.append(']');
    }

    static Numbers read(JsonReader in) throws IOException {
        long[] values = new long[16];
        int count = 0;
        in.beginArray();
        while (in.hasNext()) {
            values = count == values.length ? Arrays.copyOf(values, 2 * count) : values;
            values[count++] = in.nextLong();
        }
        in.endArray();
        return first(count, values);
    }
}
