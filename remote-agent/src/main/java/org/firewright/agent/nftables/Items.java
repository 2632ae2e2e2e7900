package org.firewright.agent.nftables;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.firewright.agent.api.Condition;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.nftables.model.Data;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.model.Step;

/** What our own table is made of. */
final class Items {
    /** The type of our chains. */
    static final String FILTER = "filter";

    /** What names of sets of rules begin with, as nft has it; then comes a number. */
    static final String SET_NAME = "__set";

    /** The number of all sets of rates, which go by their names; sets of values never have as many. */
    private static final int RATES_ID = 1 << 30;

    private Items() {}

    static Item.Table table() {
        return new Item.Table(NfTables.INET, Ruleset.TABLE, 0, null, null, null, null, List.of());
    }

    /** A chain that meets packets; the policy is NF_ACCEPT or NF_DROP. */
    static Item.Chain base(String name, int hook, int priority, int policy) {
        return chain(name, FILTER, policy, new Item.Hook(hook, priority, null, null), null);
    }

    /** A chain that packets reach only through rules. */
    static Item.Chain regular(String name, Bytes userData) {
        return chain(name, null, null, null, userData);
    }

    private static Item.Chain chain(String name, String type, Integer policy, Item.Hook hook, Bytes userData) {
        return new Item.Chain(
                NfTables.INET,
                Ruleset.TABLE,
                name,
                null,
                null,
                type,
                policy,
                hook,
                null,
                null,
                null,
                userData,
                List.of());
    }

    static Item.Rule rule(String chain, List<Step> steps, Bytes userData) {
        return rule(chain, steps, userData, null);
    }

    /** The same in front of the rule with a handle, or, where that is null, behind all others. */
    static Item.Rule rule(String chain, List<Step> steps, Bytes userData, Long before) {
        return new Item.Rule(
                NfTables.INET, Ruleset.TABLE, chain, null, null, before, steps, null, userData, null, null, List.of());
    }

    /**
     * A set that belongs to one rule.
     *
     * @param number its number in the batch, from which it has its name
     * @param fields bytes of each field of a concatenation of intervals, otherwise empty
     * @param size how many elements at the most, 0 where not told
     */
    static Item.Set set(long number, int flags, int keyType, int keyLength, List<Integer> fields, int size) {
        boolean described = size > 0 || !fields.isEmpty();
        Item.Description description = new Item.Description(
                size > 0 ? size : null,
                fields.isEmpty() ? null : fields.stream().map(Item.Field::new).toList());
        Bytes userData = UserData.ofSet(keyType);
        return new Item.Set(
                NfTables.INET,
                Ruleset.TABLE,
                SET_NAME + number,
                null,
                Item.Set.ANONYMOUS | Item.Set.CONSTANT | flags,
                keyType,
                keyLength,
                null,
                null,
                null,
                (int) number,
                null,
                described ? description : null,
                null,
                null,
                userData.length() > 0 ? userData : null,
                null,
                null,
                null,
                null,
                List.of());
    }

    /**
     * A set to which a rule adds addresses by itself, and which forgets them.
     *
     * @param seconds after which it forgets an address that was not asked for
     */
    static Item.Set rates(String name, int keyType, int keyLength, long seconds) {
        return new Item.Set(
                NfTables.INET,
                Ruleset.TABLE,
                name,
                null,
                Item.Set.TIMEOUT | Item.Set.DYNAMIC,
                keyType,
                keyLength,
                null,
                null,
                null,
                RATES_ID,
                null,
                new Item.Description(Condition.Rate.ADDRESSES, null),
                TimeUnit.SECONDS.toMillis(seconds),
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    /** A counter by name, at 0. */
    static Item.Shared counter(String name) {
        return new Item.Shared(
                NfTables.INET, Ruleset.TABLE, name, Item.Shared.COUNTER, null, null, Bytes.EMPTY, null, List.of());
    }

    static Item.Elements elements(Item.Set set, List<Item.Element> elements) {
        return new Item.Elements(set.family(), set.table(), set.name(), set.id(), elements, List.of());
    }

    /** One value, or the lower bound of a plain interval. */
    static Item.Element element(Bytes key) {
        return element(null, key, null);
    }

    /** An interval of a concatenation, both bounds included. */
    static Item.Element element(Bytes key, Bytes keyEnd) {
        return element(null, key, keyEnd);
    }

    /** What ends a plain interval: the first value that does not belong to it. */
    static Item.Element end(Bytes key) {
        return element(Item.Element.INTERVAL_END, key, null);
    }

    private static Item.Element element(Integer flags, Bytes key, Bytes keyEnd) {
        return new Item.Element(
                flags, null, null, Data.of(key), keyEnd == null ? null : Data.of(keyEnd), null, null, null, null, null);
    }
}
