package org.firewright.iplist;

import java.io.IOException;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.Prefixes;
import org.firewright.expression.IpAddress;

/** Lists as text that {@link ListReader} reads back as the same ranges. */
public final class ListText {
    private ListText() {}

    /** Writes the fewest prefixes, one in each line, IPv4 first; single addresses have no length behind them. */
    public static void writePrefixes(AddressRanges ranges, Appendable out) throws IOException {
        Prefixes.v4(ranges, (address, length) -> line(out, IpAddress.v4(address), length));
        Prefixes.v6(ranges, (upper, lower, length) -> line(out, new IpAddress(true, upper, lower), length));
    }

    private static void line(Appendable out, IpAddress address, int length) throws IOException {
        out.append(address.text());
        if (length < address.bits()) {
            out.append('/').append(Integer.toString(length));
        }
        out.append('\n');
    }
}
