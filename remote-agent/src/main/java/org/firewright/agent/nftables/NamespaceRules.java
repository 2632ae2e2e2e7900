package org.firewright.agent.nftables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.firewright.agent.api.ElementPage;
import org.firewright.agent.api.ElementRequest;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.Problem.Kind;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RulesetListing;
import org.firewright.agent.api.Stamp;
import org.firewright.agent.linux.Errno;
import org.firewright.agent.linux.SystemCallException;
import org.firewright.agent.netlink.NetlinkException;
import org.firewright.agent.netlink.NetlinkSocket;
import org.firewright.agent.netlink.Subscription;
import org.firewright.agent.nftables.model.Contents;
import org.firewright.agent.nftables.model.Item;
import org.firewright.agent.nftables.text.RulesetText;
import org.firewright.agent.nftables.text.Style;

/**
 * The packet filter of one network namespace in the kernel. Only the table {@code inet firewright} is ever changed. May
 * be used from any thread; holds a socket, and another one while the elements of a set are read page by page.
 */
public final class NamespaceRules implements AutoCloseable {
    /** How often a picture is taken anew because the rules changed meanwhile. */
    private static final int MAX_TRIES = 20;

    /** Room for ten thousands of steps that wait to be read. */
    private static final int TRACE_BUFFER_BYTES = 16 << 20;

    private final Place place;
    private final Path file;
    private final NetlinkSocket socket;
    private final KernelReader kernel;
    /** Of the set that was asked for last; null where none was, or it must begin anew. */
    private ElementListing elements;

    private NamespaceRules(Place place, Path file, NetlinkSocket socket) {
        this.place = place;
        this.file = file;
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
            return new NamespaceRules(place, file, NetlinkSocket.open(NetlinkSocket.NETFILTER, file));
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
            List<String> others = new ArrayList<>();
            Item.Table own = null;
            for (Item.Table table : kernel.tables()) {
                if (Listings.isOurs(table)) {
                    own = table;
                } else {
                    others.add(Families.name(table.family()) + " " + table.name());
                }
            }
            if (own == null) {
                return new TableState(generation, null, List.of(), List.copyOf(others), null);
            }
            Stamp stamp = kernel.stamp();
            CountedTable counted = CountedTable.of(generation, stamp.digest(), kernel.rules(), kernel.counters());
            return new TableState(generation, stamp, counted.states(), List.copyOf(others), text ? text() : null);
        });
    }

    /** Our table as text. */
    private String text() throws IOException {
        Style style = Style.of(Interfaces.of(file)).withoutElements();
        for (Contents table :
                new RulesetReader(socket).read(RulesetReader.Elements.OF_RULES).tables()) {
            if (Listings.isOurs(table.table())) {
                return RulesetText.of(table, style);
            }
        }
        return null; // gone since; the picture is taken anew
    }

    /** Everything that is there, whoever made it, at one moment; of named sets no elements, see {@link #elements}. */
    public RulesetListing listing() throws ProblemException {
        try {
            Style style = Style.of(Interfaces.whenAsked(file)).withoutElements();
            RulesetReader reader = new RulesetReader(socket);
            return reader.read(RulesetReader.Elements.OF_RULES, (generation, tables) -> {
                Listings listings = new Listings(tables, style);
                return new RulesetListing(place.namespace(), generation, listings.with(reader.rules(listings::rule)));
            });
        } catch (IOException e) {
            throw problem(place, e);
        } catch (UncheckedIOException e) {
            throw problem(place, e.getCause());
        }
    }

    /**
     * Some elements of a set.
     *
     * @throws ProblemException NOT_FOUND where there is no such set
     */
    public synchronized ElementPage elements(ElementRequest request) throws ProblemException {
        try {
            for (int tries = 0; tries < MAX_TRIES; tries++) {
                long generation = kernel.generation();
                Item.Set set = kernel.set(Families.number(request.family()), request.table(), request.set());
                try {
                    ElementListing.Page page =
                            elements(set, generation, request.from()).page(request.from(), request.count());
                    return page(set, generation, request.from(), page);
                } catch (ElementListing.InterruptedListingException e) {
                    endElements(); // they are listed anew, of what the rules are now
                }
            }
            throw changing(place);
        } catch (NetlinkException e) {
            if (e.error().errno() != Errno.ENOENT) {
                throw problem(place, e);
            }
            throw new ProblemException(
                    new Problem(
                            Kind.NOT_FOUND,
                            place,
                            "There is no set " + request.set() + " in a table " + request.family() + " "
                                    + request.table() + ".",
                            "Look at the namespace's rules anew: somebody may have removed it."),
                    e);
        } catch (IOException e) {
            throw problem(place, e);
        }
    }

    /** The listing that goes on where the page before ended, where there is one; the caller closes none. */
    private ElementListing elements(Item.Set set, long generation, long from) throws IOException {
        if (elements == null || !elements.leadsTo(set, generation, from)) {
            endElements();
            elements = ElementListing.of(file, set, generation);
        }
        return elements;
    }

    private void endElements() {
        if (elements != null) {
            elements.close();
            elements = null;
        }
    }

    private ElementPage page(Item.Set set, long generation, long from, ElementListing.Page page) throws IOException {
        try {
            RulesetText.Elements texts =
                    RulesetText.elements(set, page.elements(), Style.of(Interfaces.whenAsked(file)));
            return new ElementPage(generation, from, texts.each(), texts.perLine(), page.more());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** A reader of our rules' counters, for asking again and again; it asks through this. */
    public CounterReader counters() {
        return new CounterReader(place.namespace(), this);
    }

    /** Notices of changes from now on, through a socket of their own that the caller closes. */
    public RulesetChanges changes() throws ProblemException {
        try {
            return RulesetChanges.open(place.namespace(), file);
        } catch (IOException e) {
            throw problem(place, e);
        }
    }

    /** Traces of packets from now on; closing them closes this. */
    public PacketTraces traces() throws ProblemException {
        try {
            return new PacketTraces(
                    this, Subscription.open(file, Subscription.NFTRACE, TRACE_BUFFER_BYTES), Interfaces.of(file));
        } catch (IOException e) {
            throw problem(place, e);
        }
    }

    /** Our table with its counters. */
    CountedTable counted() throws ProblemException {
        return consistent((generation) -> kernel.table() == null
                ? CountedTable.none(generation)
                : CountedTable.of(generation, kernel.stamp().digest(), kernel.rules(), kernel.counters()));
    }

    /** Lets our table's counters that have names be looked at one by one; whether none came or went meanwhile. */
    boolean walkCounters(NetlinkSocket.Walker walker) throws ProblemException {
        try {
            return kernel.walkCounters(walker);
        } catch (IOException e) {
            throw problem(place, e);
        }
    }

    /** Lets our table's rules be looked at one by one; whether none came or went meanwhile. */
    boolean walkRules(NetlinkSocket.Walker walker) throws ProblemException {
        try {
            return kernel.walkRules(walker);
        } catch (IOException e) {
            throw problem(place, e);
        }
    }

    /** Our table as the kernel has it, null where it is not there: what a change of it starts from. */
    public OwnTable own() throws ProblemException {
        return consistent(generation -> kernel.table() == null ? null : kernel.own());
    }

    /**
     * Lets the kernel try all of a batch without applying it; empty when it could be committed now.
     *
     * @param generation what {@link #generation} was when the change was decided upon; where the rules changed since, a
     *     problem of kind CONFLICT is among the answers
     */
    public List<Problem> dryRun(Batch batch, long generation) throws ProblemException {
        try {
            return problems(batch, batch.transaction().dryRun(socket, OptionalLong.of(generation)));
        } catch (IOException e) {
            throw problem(place, e);
        }
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

    /**
     * Applies a batch that was tried before, with another stamp: all of it or nothing.
     *
     * @return whether it is applied; what the kernel has against it is told when it is encoded and committed anew
     */
    public boolean commit(TriedBatch tried, Stamp stamp) throws ProblemException {
        try {
            return Transaction.commit(socket, tried, RulesetEncoder.stamped(stamp));
        } catch (IOException e) {
            throw problem(place, e);
        }
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
    public synchronized void close() {
        endElements();
        socket.close();
    }

    private void apply(Batch batch, OptionalLong generation) throws ProblemException {
        try {
            List<Problem> problems = problems(batch, batch.transaction().commit(socket, generation));
            if (!problems.isEmpty()) {
                throw new ProblemException(problems.getFirst());
            }
        } catch (IOException e) {
            throw problem(place, e);
        }
    }

    private static List<Problem> problems(Batch batch, List<Transaction.Refusal> refusals) {
        return BatchProblems.of(batch, refusals, pin -> Files.exists(Path.of(pin)));
    }

    private interface Reading<T> {
        T read(long generation) throws IOException;
    }

    private <T> T consistent(Reading<T> reading) throws ProblemException {
        try {
            for (int tries = 0; tries < MAX_TRIES; tries++) {
                long generation = kernel.generation();
                if (kernel.settle(generation)) {
                    T picture = reading.read(generation);
                    if (kernel.generation() == generation) {
                        return picture;
                    }
                }
            }
        } catch (IOException e) {
            throw problem(place, e);
        }
        throw changing(place);
    }

    private static ProblemException changing(Place place) {
        return new ProblemException(new Problem(
                Kind.CONFLICT,
                place,
                "The rules changed during each of " + MAX_TRIES + " readings.",
                "Find out which program changes them all the time, and try again."));
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
