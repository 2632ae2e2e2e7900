package org.firewright.test.conformance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.firewright.agent.api.AddressValues;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.compile.AddressTable;
import org.firewright.expression.IpAddress;
import org.firewright.iplist.AddressFacts;
import org.firewright.iplist.Countries;
import org.firewright.iplist.ValueList;

/** Countries and autonomous systems of the pool's addresses. */
final class PoolFacts {
    /** Those that addresses have, and some that they do not have. */
    static final List<String> COUNTRIES = List.of("DE", "FR", "US", "BR", "CN", "AA", "ZZ", "de");

    static final List<Long> AS_NUMBERS = List.of(1L, 64_496L, 65_536L, 0xffff_fffeL);

    static final AddressFacts FACTS = new AddressFacts(
            Optional.of(values(
                    Map.of(
                            "10.0.0.1",
                            "DE",
                            "10.0.1.0",
                            "FR",
                            "10.0.1.1",
                            "",
                            "127.0.0.0",
                            "US",
                            "128.0.0.0",
                            "",
                            "192.0.2.128",
                            "DE",
                            "198.51.100.7",
                            "BR",
                            "223.255.255.255",
                            "CN"),
                    Map.of(
                            "::1",
                            "DE",
                            "::2",
                            "",
                            "2001:db8::1",
                            "FR",
                            "2001:db8:0:1::",
                            "US",
                            "2001:db9::",
                            "",
                            "fd00::1",
                            "BR"))),
            Optional.of(values(
                    Map.of("0.0.0.0", "1", "10.0.1.0", "64496", "11.0.0.0", "", "192.0.2.1", "4294967295"),
                    Map.of("1::", "65536", "2001:db8::", "64497", "fdff:ffff::", ""))));

    private PoolFacts() {}

    static Map<AddressTable.Kind, Optional<AddressTable>> tables() {
        return Stream.of(AddressTable.Kind.values())
                .collect(Collectors.toMap(kind -> kind, kind -> Optional.of(table(kind))));
    }

    /** The file of a table that a deployment names. */
    static ListFile file(ListContent content) {
        return Stream.of(AddressTable.Kind.values())
                .map(kind -> table(kind).file())
                .filter(file -> file.digest().equals(content.digest()))
                .findFirst()
                .orElseThrow();
    }

    private static AddressTable table(AddressTable.Kind kind) {
        AddressValues values = switch (kind) {
            case COUNTRIES -> FACTS.countries().orElseThrow();
            case AS_NUMBERS -> FACTS.asNumbers().orElseThrow();
        };
        return new AddressTable(kind, new ValueList("pool", values, 0, List.of(), 0, 0), ListFile.of(values));
    }

    /** From places to what holds from there on: a country, a number, or nothing. */
    private static AddressValues values(Map<String, String> v4, Map<String, String> v6) {
        SortedMap<IpAddress, Integer> first = numbers(v4);
        SortedMap<IpAddress, Integer> second = numbers(v6);
        return new AddressValues(
                first.keySet().stream()
                        .mapToInt(address -> (int) address.lower())
                        .toArray(),
                first.values().stream().mapToInt(Integer::intValue).toArray(),
                second.keySet().stream()
                        .flatMapToLong(address -> LongStream.of(address.upper(), address.lower()))
                        .toArray(),
                second.values().stream().mapToInt(Integer::intValue).toArray());
    }

    private static SortedMap<IpAddress, Integer> numbers(Map<String, String> places) {
        SortedMap<IpAddress, Integer> numbers = new TreeMap<>();
        places.forEach((address, what) -> numbers.put(IpAddress.parse(address).orElseThrow(), number(what)));
        return numbers;
    }

    private static int number(String what) {
        if (what.isEmpty()) {
            return 0;
        }
        return Character.isLetter(what.charAt(0)) ? Countries.number(what) : Integer.parseUnsignedInt(what);
    }
}
