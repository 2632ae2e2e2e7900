package org.firewright.ui.model;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.firewright.agent.api.NamespaceCounters;
import org.firewright.agent.api.RuleCounter;

/** A namespace of a host: what is in force there, and its counters. */
public final class NamespaceModel {
    private final String host;
    private final String name;
    private final Map<String, CounterSeries> series = new HashMap<>();
    private final ReadOnlyStringWrapper policy = new ReadOnlyStringWrapper(this, "policy", "");
    private final ReadOnlyStringWrapper digest = new ReadOnlyStringWrapper(this, "digest");
    private final ReadOnlyDoubleWrapper rate = new ReadOnlyDoubleWrapper(this, "rate", Double.NaN);
    private final ReadOnlyObjectWrapper<Map<String, Live>> live = new ReadOnlyObjectWrapper<>(this, "live", Map.of());

    NamespaceModel(String host, String name) {
        this.host = host;
        this.name = name;
    }

    /** The host as the user names it. */
    public String host() {
        return host;
    }

    /** The namespace's name on its host. */
    public String name() {
        return name;
    }

    /** As people write it: {@code lab1/acme}. */
    public String text() {
        return host + "/" + name;
    }

    /** Name of the policy that the project wants here; empty where it wants none. */
    public ReadOnlyStringProperty policyProperty() {
        return policy.getReadOnlyProperty();
    }

    /** Digest of the ruleset in force; empty where our table is not there, null while that is not known. */
    public ReadOnlyStringProperty digestProperty() {
        return digest.getReadOnlyProperty();
    }

    /** Packets a second that our rules match here, all rules together; NaN while not known. */
    public ReadOnlyDoubleProperty rateProperty() {
        return rate.getReadOnlyProperty();
    }

    /** Counters by rule identity; replaced as a whole with every reading. */
    public ReadOnlyObjectProperty<Map<String, Live>> liveProperty() {
        return live.getReadOnlyProperty();
    }

    /** A rule's packets a second over the last minute, oldest first; made when asked, as few rules are seen at once. */
    public List<Double> minute(String ruleId) {
        CounterSeries one = series.get(ruleId);
        return one == null ? List.of() : one.minute();
    }

    void wants(String policyName) {
        policy.set(policyName);
    }

    void apply(long at, NamespaceCounters counters) {
        if (!counters.digest().equals(digest.get())) {
            series.clear();
        }
        double all = 0;
        Map<String, Live> now = HashMap.newHashMap(counters.rules().size());
        for (RuleCounter counter : counters.rules()) {
            CounterSeries one = series.computeIfAbsent(counter.id(), id -> new CounterSeries());
            one.add(at, counter.packets(), counter.bytes());
            Live reading = one.live();
            now.put(counter.id(), reading);
            all += reading.rate();
        }
        if (series.size() > now.size()) {
            series.keySet().retainAll(now.keySet());
        }
        digest.set(counters.digest());
        live.set(Collections.unmodifiableMap(now));
        rate.set(all);
    }

    /** The host is gone: what was read is no longer true. */
    void forget() {
        series.clear();
        digest.set(null);
        live.set(Map.of());
        rate.set(Double.NaN);
    }
}
