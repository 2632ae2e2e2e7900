package org.firewright.agent.nftables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.Problem.Kind;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RuleCounter;
import org.firewright.agent.api.RuleState;
import org.firewright.agent.api.Ruleset;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.linux.SystemCallException;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.netlink.KernelError;
import org.firewright.agent.netlink.NetlinkException;
import org.firewright.agent.netlink.NetlinkSocket;

/**
 * The packet filter of one network namespace in the kernel. Only the table {@code inet firewright} is ever changed. May
 * be used from any thread; holds one socket.
 */
public final class NamespaceRules implements AutoCloseable {
    /** How often a picture is taken anew because the rules changed meanwhile. */
    private static final int MAX_TRIES = 20;

    private final Place place;
    private final NetlinkSocket socket;
    private final KernelReader kernel;

    private NamespaceRules(Place place, NetlinkSocket socket) {
        this.place = place;
        this.socket = socket;
        this.kernel = new KernelReader(socket);
    }

    /**
     * Opens a namespace's rules.
     *
     * @param namespace its name, for the places of problems
     * @param file what stands for it, such as /run/netns/acme; null for the namespace of this process
     * @throws ProblemException NOT_FOUND, PERMISSION or MISSING_FEATURE
     */
    public static NamespaceRules open(String namespace, Path file) throws ProblemException {
        Place place = Place.namespace(namespace);
        if (file != null && !Files.exists(file)) {
            throw new ProblemException(new Problem(
                    Kind.NOT_FOUND,
                    place,
                    "There is no network namespace at " + file + ".",
                    "Make it, or take it out of the project."));
        }
        try {
            return new NamespaceRules(place, NetlinkSocket.open(NetlinkSocket.NETFILTER, file));
        } catch (IOException e) {
            throw problem(place, e);
        }
    }

    /** The number that the kernel raises with every change of this namespace's rules, whoever makes it. */
    public long generation() throws ProblemException {
        try {
            return kernel.generation();
        } catch (IOException e) {
            throw problem(place, e);
        }
    }

    /**
     * A consistent picture.
     *
     * @param text whether our table is wanted as text too
     */
    public TableState read(boolean text) throws ProblemException {
        return consistent((generation) -> {
            List<NftTable> tables = kernel.tables();
            List<String> others = new ArrayList<>();
            NftTable own = null;
            for (NftTable table : tables) {
                if (ours(table)) {
                    own = table;
                } else {
                    others.add(Families.name(table.family()) + " " + table.name());
                }
            }
            if (own == null) {
                return new TableState(generation, null, List.of(), List.copyOf(others), null);
            }
            List<NftRule> rules = kernel.rules();
            return new TableState(
                    generation,
                    UserData.stamp(own.userData()),
                    ofPolicy(rules).map(NamespaceRules::state).toList(),
                    List.copyOf(others),
                    text ? TableText.of(own, kernel.chains(), rules, kernel.sets()) : null);
        });
    }

    /** Our rules' counters: fewer questions to the kernel than {@link #read}, for asking again and again. */
    public TableCounters counters() throws ProblemException {
        return consistent((generation) -> {
            NftTable table = kernel.table();
            if (table == null) {
                return new TableCounters("", List.of());
            }
            List<RuleCounter> counters =
                    ofPolicy(kernel.rules()).map(NamespaceRules::counter).toList();
            return new TableCounters(UserData.stamp(table.userData()).digest(), counters);
        });
    }

    /** Lets the kernel try all of a batch without applying it; empty when it could be committed now. */
    public List<Problem> dryRun(Batch batch) throws ProblemException {
        return send(batch, batch.framed(OptionalLong.empty(), false));
    }

    /**
     * Applies a batch: all of it or nothing.
     *
     * @param generation what {@link #generation} was when the change was decided upon
     * @throws ProblemException CONFLICT when the rules changed since; otherwise what the kernel has against the batch
     */
    public void commit(Batch batch, long generation) throws ProblemException {
        apply(batch, OptionalLong.of(generation));
    }

    /** Removes our table; false where there was none. */
    public boolean remove() throws ProblemException {
        try {
            if (kernel.table() == null) {
                return false;
            }
        } catch (IOException e) {
            throw problem(place, e);
        }
        apply(RulesetEncoder.removal(place.namespace()), OptionalLong.empty());
        return true;
    }

    @Override
    public void close() {
        socket.close();
    }

    private void apply(Batch batch, OptionalLong generation) throws ProblemException {
        List<Problem> problems = send(batch, batch.framed(generation, true));
        if (!problems.isEmpty()) {
            throw new ProblemException(problems.getFirst());
        }
    }

    private List<Problem> send(Batch batch, Bytes bytes) throws ProblemException {
        try {
            List<KernelError> answers = socket.batch(bytes);
            List<Problem> problems = BatchProblems.of(batch, answers, pin -> Files.exists(Path.of(pin)));
            boolean acknowledged = answers.stream().anyMatch(answer -> answer.sequence() == batch.lastSequence());
            if (problems.isEmpty() && !acknowledged) {
                throw new IOException("the kernel did not acknowledge the batch");
            }
            return problems;
        } catch (IOException e) {
            throw problem(place, e);
        }
    }

    private interface Reading<T> {
        T read(long generation) throws IOException;
    }

    private <T> T consistent(Reading<T> reading) throws ProblemException {
        try {
            for (int tries = 0; tries < MAX_TRIES; tries++) {
                long generation = kernel.generation();
                if (kernel.isSettled(generation)) {
                    T picture = reading.read(generation);
                    if (kernel.generation() == generation) {
                        return picture;
                    }
                }
            }
        } catch (IOException e) {
            throw problem(place, e);
        }
        throw new ProblemException(new Problem(
                Kind.CONFLICT,
                place,
                "The rules changed during each of " + MAX_TRIES + " readings.",
                "Find out which program changes them all the time, and try again."));
    }

    private static Stream<NftRule> ofPolicy(List<NftRule> rules) {
        return rules.stream().filter(rule -> !UserData.isChainEnd(rule.userData()));
    }

    private static boolean ours(NftTable table) {
        return table.family() == NfTables.INET && table.name().equals(Ruleset.TABLE);
    }

    private static RuleState state(NftRule rule) {
        RuleCounter counter = counter(rule);
        List<String> pins = rule.expressions().stream()
                .filter(Expression.Match.class::isInstance)
                .flatMap(match -> ((Expression.Match) match).pin().stream())
                .toList();
        return new RuleState(
                counter.id(),
                UserData.comment(rule.userData()),
                rule.chain(),
                rule.handle(),
                counter.packets(),
                counter.bytes(),
                pins);
    }

    private static RuleCounter counter(NftRule rule) {
        String id = UserData.ruleId(rule.userData());
        for (Expression expression : rule.expressions()) {
            if (expression instanceof Expression.Counter(long packets, long bytes)) {
                return new RuleCounter(id, packets, bytes);
            }
        }
        return new RuleCounter(id, 0, 0);
    }

    private static ProblemException problem(Place place, IOException cause) {
        int errno = switch (cause) {
            case NetlinkException e -> e.error().errno();
            case SystemCallException e -> e.errno();
            default -> 0;
        };
        Problem problem = switch (errno) {
            case Errno.EPERM, Errno.EACCES ->
                new Problem(
                        Kind.PERMISSION,
                        place,
                        "The agent may not touch the rules of this namespace: " + cause.getMessage() + ".",
                        "Let it run as root.");
            case Errno.EOPNOTSUPP, Errno.EPROTONOSUPPORT ->
                new Problem(
                        Kind.MISSING_FEATURE,
                        place,
                        "The kernel has no nf_tables: " + cause.getMessage() + ".",
                        "Load the module nf_tables, or use a kernel that has it.");
            default ->
                new Problem(
                        cause instanceof NoSuchFileException ? Kind.NOT_FOUND : Kind.INTERNAL,
                        place,
                        "Talking to the kernel failed: " + cause.getMessage() + ".",
                        "");
        };
        return new ProblemException(problem, cause);
    }
}
