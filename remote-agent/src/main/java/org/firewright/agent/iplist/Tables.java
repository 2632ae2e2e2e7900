package org.firewright.agent.iplist;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.firewright.agent.api.AddressRanges;
import org.firewright.agent.api.AddressValues;
import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListData;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.Progress;
import org.firewright.agent.bpf.BpfMap;
import org.firewright.agent.bpf.MapInfo;
import org.firewright.agent.bpf.MapSpec;
import org.firewright.agent.bpf.MapType;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.linux.SystemCallException;

/**
 * A list as two packed tables, and a head that tells programs how they are laid out.
 *
 * @param valued whether tables have a number for each range
 */
record Tables(ListObject object, boolean valued) implements Representation {
    private static final int ONE_VALUE = 1;

    @Override
    public List<ListPin.Part> parts() {
        return List.of(ListPin.Part.TABLE_HEAD, ListPin.Part.TABLE4, ListPin.Part.TABLE6);
    }

    @Override
    public Optional<ListMaps> adopt(Pins pins, String list) throws IOException {
        List<BpfMap> maps = new ArrayList<>();
        Optional<TableHead> head = Optional.empty();
        try {
            pins.adopt(new ListPin.Map(list, ListPin.Part.TABLE_HEAD), array(TableHead.bytes(valued)))
                    .ifPresent(maps::add);
            head = maps.isEmpty() ? Optional.empty() : head(maps.getFirst());
            if (head.isPresent()) {
                pins.adopt(
                                new ListPin.Map(list, ListPin.Part.TABLE4),
                                array(head.get().v4Bytes()))
                        .ifPresent(maps::add);
                pins.adopt(
                                new ListPin.Map(list, ListPin.Part.TABLE6),
                                array(head.get().v6Bytes()))
                        .ifPresent(maps::add);
            }
        } catch (IOException e) {
            maps.forEach(BpfMap::close);
            throw e;
        }
        if (maps.size() < 3) {
            maps.forEach(BpfMap::close);
            return Optional.empty();
        }
        return Optional.of(new ListMaps(
                maps.get(1), maps.get(2), List.of(maps.get(0)), head.get().constants()));
    }

    @Override
    public ListMaps load(Pins pins, ListContent content, ListData data, Consumer<Progress> progress)
            throws IOException, ProblemException, UnusableException {
        String list = ListPin.shorten(content.digest());
        Consumer<Long> tell =
                done -> progress.accept(new Progress("Loading list " + content.name(), done, content.ranges()));
        tell.accept(0L);
        List<BpfMap> maps = new ArrayList<>();
        try {
            int v4Ranges = v4Count(data);
            Borders borders = Borders.of(data);
            Table v4 = put(
                    pins,
                    list,
                    ListPin.Part.TABLE4,
                    object.spec().map("v4"),
                    maps,
                    room -> V4Table.build(borders, room));
            tell.accept((long) v4Ranges);
            Table v6 = put(
                    pins,
                    list,
                    ListPin.Part.TABLE6,
                    object.spec().map("v6"),
                    maps,
                    room -> V6Table.build(borders, room));
            TableHead head = TableHead.of(v4, v4Ranges, v6, data.count() - v4Ranges);
            MapSpec spec = new MapSpec("head", MapType.ARRAY, Integer.BYTES, TableHead.bytes(valued), ONE_VALUE, 0);
            put(pins, list, ListPin.Part.TABLE_HEAD, spec, maps, room -> head.write(room, valued));
            tell.accept(content.ranges());
            return new ListMaps(maps.get(0), maps.get(1), List.of(maps.get(2)), head.constants());
        } catch (SystemCallException e) {
            maps.forEach(BpfMap::close);
            if (e.errno() == Errno.E2BIG || e.errno() == Errno.EINVAL) {
                // Before 5.15 or so an array's value could not be larger than what kmalloc gives, 4 MB.
                throw new UnusableException("it makes no maps with a value as large as this list", e);
            }
            throw ListProblems.mapRefused(content, e);
        } catch (IOException e) {
            maps.forEach(BpfMap::close);
            throw e;
        }
    }

    private static int v4Count(ListData data) {
        return switch (data) {
            case AddressRanges ranges -> ranges.v4Count();
            case AddressValues values -> values.v4Count();
        };
    }

    /** What the map with the head says. */
    static Optional<TableHead> head(BpfMap map) throws IOException {
        return map.lookup(new byte[Integer.BYTES]).flatMap(TableHead::decode);
    }

    private interface Writer {
        Table write(Room room) throws SystemCallException;
    }

    /** Makes, fills and pins a map of one value, which is added to the others. */
    private static Table put(Pins pins, String list, ListPin.Part part, MapSpec spec, List<BpfMap> maps, Writer writer)
            throws IOException {
        String name = "fw_" + spec.name() + "_" + list.substring(0, 8);
        try (TableMap map = new TableMap(spec.named(name))) {
            Table table = writer.write(map);
            maps.add(pins.pin(map.filled(), new ListPin.Map(list, part), array(table.bytes())));
            return table;
        }
    }

    private static Predicate<MapInfo> array(long valueSize) {
        return info -> info.type() == MapType.ARRAY && info.maxEntries() == ONE_VALUE && info.valueSize() == valueSize;
    }
}
