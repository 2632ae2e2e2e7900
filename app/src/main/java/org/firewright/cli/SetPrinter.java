package org.firewright.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.firewright.agent.api.BlockListing;
import org.firewright.agent.api.ElementPage;
import org.firewright.agent.api.ElementRequest;
import org.firewright.agent.api.Place;
import org.firewright.agent.api.Problem;
import org.firewright.agent.api.ProblemException;
import org.firewright.agent.api.RulesetListing;
import org.firewright.agent.api.TableListing;
import org.firewright.remote.AgentSession;

/**
 * Prints rulesets with the elements of their named sets, which are read page by page as they are printed: a set of millions
 * takes no memory.
 */
final class SetPrinter {
    private static final String LAST_LINE = "\t}\n";
    private static final String FIRST = "\t\telements = { ";
    private static final String NEXT = "\t\t\t     ";

    private final AgentSession session;
    private final Consumer<String> out;

    /** Passes on line after line, without line feeds. */
    SetPrinter(AgentSession session, Consumer<String> out) {
        this.session = session;
        this.out = out;
    }

    /** Prints a ruleset as nft lists it. */
    void print(RulesetListing ruleset) throws ProblemException {
        for (TableListing table : ruleset.tables()) {
            lines(table.head());
            for (int i = 0; i < table.blocks().size(); i++) {
                if (i > 0) {
                    out.accept("");
                }
                print(ruleset, table, table.blocks().get(i));
            }
            out.accept("}");
        }
    }

    /** The same ruleset with the elements in the heads of its sets. */
    static RulesetListing whole(RulesetListing ruleset, AgentSession session) throws ProblemException {
        List<TableListing> tables = new ArrayList<>();
        for (TableListing table : ruleset.tables()) {
            List<BlockListing> blocks = new ArrayList<>();
            for (BlockListing block : table.blocks()) {
                StringBuilder head = new StringBuilder();
                if (block.kind() == BlockListing.Kind.SET) {
                    new SetPrinter(session, line -> head.append(line).append('\n')).print(ruleset, table, block);
                }
                blocks.add(
                        head.isEmpty()
                                ? block
                                : new BlockListing(
                                        block.kind(), block.name(), head.toString(), block.rules(), block.elements()));
            }
            tables.add(new TableListing(table.family(), table.name(), table.ours(), table.head(), List.copyOf(blocks)));
        }
        return new RulesetListing(ruleset.namespace(), ruleset.generation(), List.copyOf(tables));
    }

    private void print(RulesetListing ruleset, TableListing table, BlockListing block) throws ProblemException {
        String text = block.text();
        if (block.kind() != BlockListing.Kind.SET || block.elements() == 0 || !text.endsWith(LAST_LINE)) {
            lines(text);
            return;
        }
        lines(text.substring(0, text.length() - LAST_LINE.length()));
        elements(ruleset, table, block.name());
        lines(LAST_LINE);
    }

    private void elements(RulesetListing ruleset, TableListing table, String set) throws ProblemException {
        StringBuilder line = new StringBuilder(FIRST);
        long count = 0;
        ElementPage page;
        do {
            ElementRequest request = new ElementRequest(
                    ruleset.namespace(), table.family(), table.name(), set, count, ElementRequest.MOST);
            page = session.ask(agent -> agent.elements(request), Waits.INSPECT);
            if (page.generation() != ruleset.generation()) {
                throw changed(ruleset.namespace(), set);
            }
            for (String element : page.elements()) {
                if (count > 0 && count % page.perLine() == 0) {
                    out.accept(line.append(',').toString());
                    line.setLength(0);
                    line.append(NEXT);
                } else if (count > 0) {
                    line.append(", ");
                }
                line.append(element);
                count++;
            }
        } while (page.more());
        if (count > 0) {
            out.accept(line.append(" }").toString());
        }
    }

    private static ProblemException changed(String namespace, String set) {
        return new ProblemException(new Problem(
                Problem.Kind.CONFLICT,
                Place.namespace(namespace),
                "The rules changed while the elements of " + set + " were read.",
                "Ask again."));
    }

    private void lines(String text) {
        text.lines().forEach(out);
    }
}
