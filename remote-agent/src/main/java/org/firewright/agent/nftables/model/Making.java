package org.firewright.agent.nftables.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.MalformedMessageException;

/** Turns what the kernel has listed into what makes it anew: in an order that works, without what the kernel gives by itself. */
public final class Making {
    /** NFT_CHAIN_BASE, which the hook says, and NFT_CHAIN_BINDING. */
    private static final int BASE = 1;

    private static final int BINDING = 4;

    /** NFT_DYNSET_F_EXPR: there are several expressions. */
    private static final int SEVERAL = 2;

    /** What nft_dynset.c gives a set that has no size. */
    private static final int USUAL_SIZE = 0xFFFF;

    /** NFT_QUOTA_F_INV: the only flag of a quota that is not a matter of how much it has seen. */
    private static final int OVER = 1;

    /** NFT_OBJECT_QUOTA. */
    private static final int QUOTA = 2;

    private final List<Item> items = new ArrayList<>();

    private Making() {}

    /** The items that make a table with all that is in it. */
    public static List<Item> of(Contents contents) {
        Making making = new Making();
        making.add(contents);
        return List.copyOf(making.items);
    }

    private void add(Contents contents) {
        Item.Table table = contents.table();
        items.add(new Item.Table(
                table.family(), table.name(), table.flags(), null, null, table.userData(), null, table.others()));
        contents.chains().forEach(this::chain);
        contents.shared().forEach(this::shared);
        contents.flowTables().forEach(this::flowTable);
        Map<String, Integer> ids = new HashMap<>();
        Set<String> updated = updated(contents.rules());
        for (Item.Set set : contents.sets()) {
            ids.put(set.name(), ids.size() + 1);
            set(set, updated.contains(set.name()) ? sized(set) : set.description(), ids.get(set.name()));
        }
        for (Item.Set set : contents.sets()) {
            List<Item.Element> elements = contents.elements().getOrDefault(set.name(), List.of()).stream()
                    .map(Making::element)
                    .toList();
            items.addAll(Codec.chunks(new Item.Elements(
                    set.family(), set.table(), set.name(), ids.get(set.name()), elements, List.of())));
        }
        Set<String> done = new HashSet<>();
        for (Item.Chain chain : contents.chains()) {
            if (!isBinding(chain)) {
                rules(contents, chain.name(), done);
            }
        }
    }

    private static List<Step> steps(List<Step> listed) {
        return listed == null ? null : listed.stream().map(Making::step).toList();
    }

    /** The kernel lists defaults that it does not take when they are sent. */
    private static Step step(Step listed) {
        return switch (listed) {
            case Step.Extension e
            when e.target() == null && e.source() != null ->
                new Step.Extension(
                        null, e.source(), e.type(), e.offset(), e.length(), e.operation(), orNull(e.flags()));
            case Step.Extension e
            when e.target() == null -> new Step.Extension(null, null, e.type(), null, null, e.operation(), null);
            case Step.Quota quota -> quota(quota);
            case Step.Osf osf -> new Step.Osf(osf.target(), osf.ttl(), orNull(osf.flags()));
            case Step.SetUpdate update ->
                new Step.SetUpdate(
                        update.key(),
                        update.data(),
                        update.operation(),
                        update.timeout() == null || update.timeout() == 0 ? null : update.timeout(),
                        update.set(),
                        update.setId(),
                        update.expression(),
                        update.expressions(),
                        update.expressions() == null ? orNull(update.flags()) : Integer.valueOf(SEVERAL));
            default -> listed;
        };
    }

    private static Step.Quota quota(Step.Quota listed) {
        Integer flags = listed.flags() == null ? null : Integer.valueOf(listed.flags() & OVER);
        return new Step.Quota(listed.bytes(), listed.consumed(), flags);
    }

    private static Bytes data(Item.Shared shared) {
        if (shared.type() == null || shared.type() != QUOTA || shared.data() == null) {
            return shared.data();
        }
        try {
            Step.Quota quota = Codec.content(Step.Quota.class, shared.data());
            return quota == null ? shared.data() : Codec.content(quota(quota));
        } catch (MalformedMessageException e) {
            return shared.data(); // the kernel says what is wrong with it
        }
    }

    /** What only marks the end of an interval has no time of its own. */
    private static Item.Element element(Item.Element listed) {
        return listed.is(Item.Element.INTERVAL_END)
                ? new Item.Element(
                        listed.flags(),
                        null,
                        null,
                        listed.key(),
                        listed.keyEnd(),
                        listed.data(),
                        listed.userData(),
                        listed.object(),
                        listed.expression(),
                        listed.expressions())
                : listed;
    }

    private static Integer orNull(Integer flags) {
        return flags == null || flags == 0 ? null : flags;
    }

    private static boolean isBinding(Item.Chain chain) {
        return chain.flags() != null && (chain.flags() & BINDING) != 0;
    }

    private void chain(Item.Chain chain) {
        Integer flags = chain.flags() == null || (chain.flags() & ~BASE) == 0 ? null : chain.flags() & ~BASE;
        items.add(new Item.Chain(
                chain.family(),
                chain.table(),
                chain.name(),
                null,
                null,
                chain.type(),
                chain.policy(),
                chain.hook(),
                flags,
                chain.counters(),
                null,
                chain.userData(),
                chain.others()));
    }

    private void shared(Item.Shared shared) {
        items.add(new Item.Shared(
                shared.family(),
                shared.table(),
                shared.name(),
                shared.type(),
                null,
                shared.userData(),
                data(shared),
                null,
                shared.others()));
    }

    private void flowTable(Item.FlowTable flow) {
        items.add(new Item.FlowTable(
                flow.family(), flow.table(), flow.name(), flow.hook(), flow.flags(), null, null, flow.others()));
    }

    /**
     * Of a set that rules add to. One that does not say that it is for that and was made without a size has the usual one
     * since there are such rules; made with that size it would become a set that cannot be added to.
     */
    private static Item.Description sized(Item.Set set) {
        Item.Description description = set.description();
        boolean given = description == null || description.size() == null || description.size() != USUAL_SIZE;
        return given || set.is(Item.Set.DYNAMIC) ? description : null;
    }

    /** The sets that rules add to. */
    private static Set<String> updated(List<Item.Rule> rules) {
        Set<String> updated = new HashSet<>();
        for (Item.Rule rule : rules) {
            for (Step step : rule.steps() == null ? List.<Step>of() : rule.steps()) {
                if (step instanceof Step.SetUpdate update) {
                    updated.add(update.set());
                }
            }
        }
        return updated;
    }

    private void set(Item.Set set, Item.Description description, int id) {
        items.add(new Item.Set(
                set.family(),
                set.table(),
                set.name(),
                null,
                set.flags(),
                set.keyType(),
                set.keyLength(),
                set.dataType(),
                set.dataLength(),
                set.objectType(),
                id,
                set.policy(),
                description,
                set.timeout(),
                set.collectInterval(),
                set.userData(),
                set.expression(),
                set.expressions(),
                null,
                null,
                set.others()));
    }

    /** A chain's rules, and before each of them those of chains that belong to it: once bound, those are closed. */
    private void rules(Contents contents, String chain, Set<String> done) {
        if (!done.add(chain)) {
            return;
        }
        Set<String> binding = new HashSet<>();
        contents.chains().stream().filter(Making::isBinding).forEach(each -> binding.add(each.name()));
        for (Item.Rule rule : contents.rules(chain)) {
            for (Step step : rule.steps() == null ? List.<Step>of() : rule.steps()) {
                if (step instanceof Step.Immediate(Integer target, Data data)
                        && data != null
                        && data.verdict() != null
                        && binding.contains(data.verdict().chain())) {
                    rules(contents, data.verdict().chain(), done);
                }
            }
            items.add(new Item.Rule(
                    rule.family(),
                    rule.table(),
                    rule.chain(),
                    null,
                    null,
                    null,
                    steps(rule.steps()),
                    rule.compatibility(),
                    rule.userData(),
                    null,
                    null,
                    rule.others()));
        }
    }
}
