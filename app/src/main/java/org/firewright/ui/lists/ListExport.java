package org.firewright.ui.lists;

import java.io.IOException;
import java.io.Writer;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.firewright.expression.AddressRange;

/** Writes a list in the forms that other programs read, a range at a time. */
public enum ListExport {
    /** A range, prefix or address in each line, IPv4 first; reads back as the same list. */
    TEXT("txt") {
        @Override
        void write(Rows rows) throws IOException {
            rows.out.write("# " + rows.name + ": " + rows.all.count() + " ranges\n");
            rows.each((text, range, row) -> rows.out.write(text + "\n"));
        }
    },
    /** First and last address and the range's text in each line, below a line with the columns' names. */
    CSV("csv") {
        @Override
        void write(Rows rows) throws IOException {
            rows.out.write("first,last,range\n");
            rows.each((text, range, row) ->
                    rows.out.write(range.first().text() + "," + range.last().text() + "," + text + "\n"));
        }
    },
    /** A file for {@code nft -f}: a table with an interval set for each family that the list has. */
    NFT("nft") {
        @Override
        void write(Rows rows) throws IOException {
            String set = rows.name.replace('.', '_');
            rows.out.write("table inet lists {\n");
            int v4 = rows.all.ranges().v4Count();
            if (v4 > 0) {
                set(rows, set + "_v4", "ipv4_addr", 0, v4);
            }
            if (rows.all.count() > v4) {
                set(rows, set + "_v6", "ipv6_addr", v4, rows.all.count());
            }
            rows.out.write("}\n");
        }

        private static void set(Rows rows, String name, String type, int first, int end) throws IOException {
            rows.out.write("\tset " + name + " {\n\t\ttype " + type + "\n\t\tflags interval\n\t\telements = {\n");
            rows.each(first, end, (text, range, row) -> rows.out.write("\t\t\t" + text + ",\n"));
            rows.out.write("\t\t}\n\t}\n");
        }
    },
    /** An object with the list's name and its ranges, by family, as texts. */
    JSON("json") {
        @Override
        void write(Rows rows) throws IOException {
            int v4 = rows.all.ranges().v4Count();
            // Names and ranges have no character that JSON escapes.
            rows.out.write("{\"name\":\"" + rows.name + "\",\"ipv4\":[");
            rows.each(0, v4, (text, range, row) -> rows.out.write((row == 0 ? "\n" : ",\n") + "\"" + text + "\""));
            rows.out.write("],\"ipv6\":[");
            rows.each(
                    v4,
                    rows.all.count(),
                    (text, range, row) -> rows.out.write((row == v4 ? "\n" : ",\n") + "\"" + text + "\""));
            rows.out.write("]}\n");
        }
    };

    private final String suffix;

    ListExport(String suffix) {
        this.suffix = suffix;
    }

    /** What names of such files end with, without the dot. */
    public String suffix() {
        return suffix;
    }

    /**
     * Writes a list.
     *
     * @param name its name without the dollar sign
     * @param progress is told now and then how many ranges are written
     * @return whether it was written to its end, and not cancelled
     */
    public boolean write(String name, RangeRows list, Writer out, LongConsumer progress, BooleanSupplier cancelled)
            throws IOException {
        Rows rows = new Rows(name, list, out, progress, cancelled);
        write(rows);
        return !cancelled.getAsBoolean();
    }

    abstract void write(Rows rows) throws IOException;

    interface RowWriter {
        void write(String text, AddressRange range, int row) throws IOException;
    }

    /** A list on its way out. */
    record Rows(String name, RangeRows all, Writer out, LongConsumer progress, BooleanSupplier cancelled) {
        private static final int TOLD_EVERY = 20_000;

        void each(RowWriter writer) throws IOException {
            each(0, all.count(), writer);
        }

        void each(int first, int end, RowWriter writer) throws IOException {
            for (int row = first; row < end && !(row % TOLD_EVERY == 0 && cancelled.getAsBoolean()); row++) {
                if (row % TOLD_EVERY == 0) {
                    progress.accept(row);
                }
                writer.write(all.text(row), all.range(row), row);
            }
        }
    }
}
