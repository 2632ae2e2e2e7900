package org.firewright.ui.model;

import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** A namespace of a host: what is in force there, and its counters. */
public final class NamespaceModel {
    private final String host;
    private final String name;
    private final ReadOnlyObjectWrapper<List<String>> policies =
            new ReadOnlyObjectWrapper<>(this, "policies", List.of());
    private final ReadOnlyStringWrapper digest = new ReadOnlyStringWrapper(this, "digest");
    private final ReadOnlyDoubleWrapper rate = new ReadOnlyDoubleWrapper(this, "rate", Double.NaN);
    private final ReadOnlyObjectWrapper<Map<String, Live>> live = new ReadOnlyObjectWrapper<>(this, "live", Map.of());
    private Map<String, CounterSeries> series = Map.of();

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

    /** Names of the policies that the project wants here, in the order of hooks and priorities; empty where it wants none. */
    public ReadOnlyObjectProperty<List<String>> policiesProperty() {
        return policies.getReadOnlyProperty();
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

    void wants(List<String> names) {
        if (!names.equals(policies.get())) {
            policies.set(names);
        }
    }

    void apply(Readings.OfNamespace reading) {
        series = reading.series();
        digest.set(reading.digest());
        live.set(reading.live());
        rate.set(reading.rate());
    }

    /** The host is gone: what was read is no longer true. */
    void forget() {
        series = Map.of();
        digest.set(null);
        live.set(Map.of());
        rate.set(Double.NaN);
    }
}
