package org.firewright.test.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.expression.AddressRange;
import org.firewright.expression.IpAddress;
import org.firewright.iplist.ListDifference;
import org.firewright.iplist.ListReader;
import org.firewright.ui.lists.AddressCounts;
import org.firewright.ui.lists.Forecast;
import org.firewright.ui.lists.MapPicture;
import org.firewright.ui.lists.MapWindow;
import org.firewright.ui.lists.RangeRows;
import org.firewright.ui.lists.RangesModel;

/** What the Lists place does with a million random prefixes, without its window: each thing timed from key to answer. */
public final class ListSearchBench {
    private static final int PREFIXES = 1_000_000;
    private static final double SEARCH_BAR = 100;

    private ListSearchBench() {}

    /** Takes {@code --quick} for few runs. */
    public static void main(String[] arguments) throws IOException {
        int runs = List.of(arguments).contains("--quick") ? 5 : 50;
        byte[] text = text(PREFIXES, new Random(1));
        AddressRanges list = ListReader.parse("a million", text).ranges();
        AddressRanges changed = ListReader.parse("1 % others", text(PREFIXES / 100, new Random(2)))
                .ranges();
        RangesModel model = new RangesModel();
        model.pageSize(30);
        model.show("million", new RangeRows(list));
        AddressCounts counts = new AddressCounts(list);
        Random random = new Random(3);
        Report report = new Report("list-search");
        report.add(
                "type a whole address, " + list.count() + " ranges",
                "ms",
                times(runs, () -> {
                    model.searchProperty().set(IpAddress.v4(random.nextInt()).text());
                    seen(model);
                }),
                SEARCH_BAR);
        report.add(
                "type how an address begins",
                "ms",
                times(runs, () -> {
                    model.searchProperty().set(random.nextInt(1, 224) + "." + random.nextInt(1, 26));
                    seen(model);
                }),
                SEARCH_BAR);
        report.add(
                "type a prefix",
                "ms",
                times(runs, () -> {
                    model.searchProperty()
                            .set(AddressRange.prefix(IpAddress.v4(random.nextInt()), 12)
                                    .text());
                    seen(model);
                }),
                SEARCH_BAR);
        report.add(
                "jump to a row and make those seen",
                "ms",
                times(runs, () -> {
                    model.scrollTo(random.nextInt((int) list.count()));
                    seen(model);
                }),
                0);
        report.add(
                "choose all rows, and none",
                "ms",
                times(runs, () -> {
                    model.selectAll();
                    model.selectNone();
                }),
                0);
        report.add("draw the map of all IPv4", "ms", times(runs, () -> picture(counts, MapWindow.WHOLE)), 0);
        report.add(
                "draw the map, nearer",
                "ms",
                times(runs, () -> picture(counts, MapWindow.around(IpAddress.v4(random.nextInt()), 4))),
                0);
        report.add("read a million lines", "ms", times(Math.min(runs, 10), () -> ListReader.parse("again", text)), 0);
        report.add(
                "what came and went, 1 % changed",
                "ms", times(Math.min(runs, 10), () -> ListDifference.between(list, changed)), 0);
        report.add("forecast of memory", "ms", times(Math.min(runs, 10), () -> Forecast.of(list)), 0);
        report.publish();
    }

    private static void seen(RangesModel model) {
        RangeRows rows = model.rowsProperty().get();
        int top = model.topProperty().get();
        IntStream.range(top, Math.min(rows.count(), top + model.pageSize())).forEach(row -> {
            rows.text(row);
            rows.addresses(row);
        });
    }

    private static void picture(AddressCounts counts, MapWindow window) {
        MapPicture.of(counts, window, () -> false);
    }

    private static double[] times(int runs, Runnable work) {
        double[] times = new double[runs];
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            work.run();
            times[run] = (System.nanoTime() - start) / 1e6;
        }
        return times;
    }

    static byte[] text(int count, Random random) {
        StringBuilder text = new StringBuilder(count * 16);
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(10);
            int length = kind < 7 ? 32 : kind < 9 ? 24 : random.nextInt(18, 31);
            text.append(IpAddress.v4(random.nextInt()).network(length).text())
                    .append('/')
                    .append(length)
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
