package org.firewright.ui.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.firewright.agent.api.AddressRanges;
import org.firewright.expression.AddressRange;
import org.firewright.expression.IpAddress;
import org.firewright.ui.model.Threads;
import org.junit.jupiter.api.Test;

/** The curve, its windows, and counting in them. */
class MapTest {
    @Test
    void neighboursOnTheCurveAreNeighboursInTheSquare() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            int address = random.nextInt(Integer.MAX_VALUE) * (random.nextBoolean() ? 1 : -1);
            long here = Hilbert.place(address);
            assertThat(Hilbert.address((int) (here >>> 32), (int) here)).isEqualTo(address);
            if (address != -1) {
                long next = Hilbert.place(address + 1);
                int distance = Math.abs((int) (here >>> 32) - (int) (next >>> 32)) + Math.abs((int) here - (int) next);
                assertThat(distance).isEqualTo(1);
            }
        }
    }

    @Test
    void cellsOfAWindowArePrefixesAndKnowTheirAddresses() {
        Random random = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            MapWindow window = new MapWindow(random.nextInt(9), random.nextInt(70_000), random.nextInt(70_000));
            int column = random.nextInt(MapWindow.CELLS);
            int row = random.nextInt(MapWindow.CELLS);
            AddressRange cell = window.prefix(column, row);
            assertThat(cell.last().lower() - cell.first().lower() + 1).isEqualTo(1L << (32 - window.prefixLength()));
            for (IpAddress address : new IpAddress[] {cell.first(), cell.last()}) {
                assertThat(window.column(address)).isEqualTo(column);
                assertThat(window.row(address)).isEqualTo(row);
            }
        }
    }

    @Test
    void zoomingKeepsWhatIsUnderThePointer() {
        MapWindow window = MapWindow.WHOLE;
        IpAddress address = IpAddress.parse("185.220.101.7").orElseThrow();
        for (int zoom = 1; zoom <= MapWindow.MAX_ZOOM; zoom++) {
            window = window.zoomed(1, window.column(address), window.row(address));
            AddressRange cell = window.prefix(window.column(address), window.row(address));
            assertThat(cell.first().compareTo(address)).isLessThanOrEqualTo(0);
            assertThat(cell.last().compareTo(address)).isGreaterThanOrEqualTo(0);
        }
        assertThat(window.prefixLength()).isEqualTo(32);
        assertThat(window.zoomed(-20, 0, 0)).isEqualTo(MapWindow.WHOLE);
    }

    @Test
    void countsAsAWalkDoes() {
        AddressRanges list = Lists.random(6, 500);
        RangeRows rows = new RangeRows(list);
        AddressCounts counts = new AddressCounts(list);
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            AddressRange inside = rows.range(random.nextInt(list.v4Count()));
            AddressRange block = AddressRange.prefix(
                    random.nextBoolean() ? inside.first() : IpAddress.v4(random.nextInt()), random.nextInt(33));
            long walked = IntStream.range(0, list.v4Count())
                    .mapToLong(row -> common(rows.range(row), block))
                    .sum();
            long walkedRanges = IntStream.range(0, list.v4Count())
                    .filter(row -> common(rows.range(row), block) > 0)
                    .count();
            assertThat(counts.in(block)).as(block.text()).isEqualTo(walked);
            assertThat(counts.rangesIn(block)).as(block.text()).isEqualTo((int) walkedRanges);
        }
    }

    @Test
    void saysWhatIsPointedAt() {
        MapModel model = new MapModel(new Threads(Runnable::run, Runnable::run));
        model.show(Lists.of("185.220.0.0/24", "185.220.101.7"));
        IpAddress address = IpAddress.parse("185.220.101.7").orElseThrow();
        model.point(new MapModel.Cell(MapWindow.WHOLE.column(address), MapWindow.WHOLE.row(address)));
        assertThat(model.wordsProperty().get())
                .isEqualTo("185.220.0.0/16 · 2 ranges · 257 addresses · 0.4 % of the block");
        assertThat(model.pictureProperty().get().level(MapWindow.WHOLE.column(address), MapWindow.WHOLE.row(address)))
                .isBetween(100, 200);
        assertThat(IntStream.range(0, MapWindow.CELLS * MapWindow.CELLS)
                        .filter(cell -> model.pictureProperty().get().level(cell % 256, cell / 256) > 0)
                        .count())
                .isEqualTo(1);
        model.zoom(8, model.cellProperty().get());
        assertThat(model.pointed().first()).isEqualTo(model.pointed().last());
        model.step(300, 0);
        assertThat(model.cellProperty().get().column()).isEqualTo(MapWindow.CELLS - 1);
    }

    @Test
    void showsARangeSoNearThatItIsSeen() {
        MapModel model = new MapModel(new Threads(Runnable::run, Runnable::run));
        model.show(Lists.of("185.220.101.0/24"));
        model.showBlock(AddressRange.prefix(IpAddress.parse("185.220.101.0").orElseThrow(), 24));
        assertThat(model.pointed().first().text()).startsWith("185.220.101.");
        assertThat(model.windowProperty().get().zoom()).isBetween(3, 8);
    }

    private static long common(AddressRange range, AddressRange block) {
        long first = Math.max(range.first().lower(), block.first().lower());
        long last = Math.min(range.last().lower(), block.last().lower());
        return Math.max(0, last - first + 1);
    }
}
