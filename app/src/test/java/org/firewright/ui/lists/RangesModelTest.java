package org.firewright.ui.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.firewright.agent.api.AddressRanges;
import org.firewright.expression.AddressRange;
import org.firewright.expression.IpAddress;
import org.firewright.iplist.RangeCollector;
import org.junit.jupiter.api.Test;

class RangesModelTest {
    private static RangesModel model(int rows, int page) {
        RangesModel model = new RangesModel();
        model.pageSize(page);
        RangeCollector collector = new RangeCollector();
        for (int i = 0; i < rows; i++) {
            collector.addV4(2 * i, 2 * i);
        }
        model.show("numbers", new RangeRows(collector.ranges()));
        return model;
    }

    @Test
    void keepsTheRowThatKeysMoveToInSight() {
        RangesModel model = model(1_000, 10);
        model.move(1, false);
        assertThat(model.cursorProperty().get()).isZero();
        model.move(25, false);
        assertThat(model.topProperty().get()).isEqualTo(16);
        model.goTo(Integer.MAX_VALUE, false);
        assertThat(model.cursorProperty().get()).isEqualTo(999);
        assertThat(model.topProperty().get()).isEqualTo(990);
        model.move(-998, true);
        assertThat(model.topProperty().get()).isEqualTo(1);
        assertThat(model.selectionProperty().get().count()).isEqualTo(999);
    }

    @Test
    void extendsFromWhereItBegan() {
        RangesModel model = model(100, 10);
        model.goTo(50, false);
        model.goTo(60, true);
        model.goTo(45, true);
        assertThat(model.selectionProperty().get().spans()).containsExactly(new RowSpan(45, 51));
        model.toggle(48);
        assertThat(model.selectionProperty().get().count()).isEqualTo(5);
        assertThat(RangesModel.lines(
                        model.rowsProperty().get(), model.selectionProperty().get()))
                .isEqualTo("0.0.0.90\n0.0.0.92\n0.0.0.94\n0.0.0.98\n0.0.0.100\n");
    }

    @Test
    void searchesWhileTyping() {
        RangesModel model = model(1_000, 10);
        model.searchProperty().set("0.0.1.4");
        assertThat(model.cursorProperty().get()).isEqualTo(130);
        assertThat(model.foundText()).isEqualTo("in 0.0.1.4");
        assertThat(model.topProperty().get()).isBetween(121, 130);
        model.searchProperty().set("0.0.1.5");
        assertThat(model.foundText()).isEqualTo("not in the list; the next range is 0.0.1.6");
        model.searchProperty().set("0.0.3.");
        assertThat(model.foundText()).isEqualTo("128 ranges begin with 0.0.3.");
        model.next();
        assertThat(model.cursorProperty().get()).isEqualTo(385);
        model.previous();
        model.previous();
        assertThat(model.cursorProperty().get()).isEqualTo(511);
        model.searchProperty().set("what?");
        assertThat(model.foundText()).isEqualTo("This is no address, no prefix, and no beginning of one.");
    }

    @Test
    void newContentKeepsThePlaceAndAnotherListBeginsAtItsStart() {
        RangesModel model = model(1_000, 10);
        model.scrollTo(500);
        model.show("numbers", new RangeRows(Lists.random(1, 2_000)));
        assertThat(model.topProperty().get()).isEqualTo(500);
        model.show("others", new RangeRows(Lists.random(2, 2_000)));
        assertThat(model.topProperty().get()).isZero();
    }

    @Test
    void aMillionRandomPrefixesAreSearchedByAddress() {
        Random random = new Random(11);
        RangeCollector collector = new RangeCollector();
        for (int i = 0; i < 1_000_000; i++) {
            collector.add(AddressRange.prefix(IpAddress.v4(random.nextInt()), 24 + random.nextInt(9)));
        }
        AddressRanges ranges = collector.ranges();
        RangesModel model = new RangesModel();
        model.pageSize(30);
        model.show("million", new RangeRows(ranges));
        assertThat(model.rowsProperty().get().count()).isGreaterThan(900_000);
        for (int i = 0; i < 500; i++) {
            IpAddress address = IpAddress.v4(random.nextInt());
            model.searchProperty().set(address.text());
            assertThat(model.foundProperty().get().count()).isEqualTo(ranges.contains((int) address.lower()) ? 1 : 0);
        }
        model.selectAll();
        assertThat(model.selectionProperty().get().spans()).hasSize(1);
    }
}
