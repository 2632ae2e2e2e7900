package org.firewright.ui.lists;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.firewright.agent.api.AddressRanges;
import org.junit.jupiter.api.Test;

class ListExportTest {
    private static String written(ListExport format, AddressRanges list) throws IOException {
        StringWriter out = new StringWriter();
        assertThat(format.write("bad.actors", new RangeRows(list), out, done -> {}, () -> false))
                .isTrue();
        return out.toString();
    }

    @Test
    void textReadsBackAsTheSameList() throws IOException {
        AddressRanges list = Lists.random(3, 2_000);
        assertThat(Lists.of(written(ListExport.TEXT, list))).isEqualTo(list);
    }

    @Test
    void csvHasFirstAndLast() throws IOException {
        assertThat(written(ListExport.CSV, Lists.of("192.0.2.0/24", "2001:db8::1-2001:db8::3")))
                .isEqualTo("""
                        first,last,range
                        192.0.2.0,192.0.2.255,192.0.2.0/24
                        2001:db8::1,2001:db8::3,2001:db8::1-2001:db8::3
                        """);
    }

    @Test
    void jsonHoldsBothFamilies() throws IOException {
        AddressRanges list = Lists.random(4, 300);
        JsonObject json = JsonParser.parseString(written(ListExport.JSON, list)).getAsJsonObject();
        JsonArray v4 = json.getAsJsonArray("ipv4");
        JsonArray v6 = json.getAsJsonArray("ipv6");
        v4.addAll(v6);
        String[] lines = v4.asList().stream().map(each -> each.getAsString()).toArray(String[]::new);
        assertThat(Lists.of(lines)).isEqualTo(list);
        assertThat(json.get("name").getAsString()).isEqualTo("bad.actors");
    }

    @Test
    void nftHasASetForEachFamilyThatIsThere() throws IOException {
        assertThat(written(ListExport.NFT, Lists.of("192.0.2.0/24", "198.51.100.1-198.51.100.2")))
                .isEqualTo("""
                        table inet lists {
                        \tset bad_actors_v4 {
                        \t\ttype ipv4_addr
                        \t\tflags interval
                        \t\telements = {
                        \t\t\t192.0.2.0/24,
                        \t\t\t198.51.100.1-198.51.100.2,
                        \t\t}
                        \t}
                        }
                        """);
    }

    @Test
    void stopsWhenItIsCancelled() throws IOException {
        AddressRanges list = Lists.random(5, 60_000);
        AtomicLong told = new AtomicLong();
        StringWriter out = new StringWriter();
        boolean whole = ListExport.TEXT.write("x", new RangeRows(list), out, told::set, () -> told.get() >= 20_000);
        assertThat(whole).isFalse();
        assertThat(out.toString().lines().count()).isLessThan(40_002);
    }
}
