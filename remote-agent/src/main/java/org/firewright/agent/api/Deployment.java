package org.firewright.agent.api;

import java.util.List;

/**
 * What a host shall enforce: rulesets, and what their conditions name.
 *
 * @param by who deploys, as "user@desktop", for whoever looks later
 * @param lists every list that a {@link Condition.InList} of the rulesets or programs names, once
 * @param programs every program that a {@link Condition.Program} of the rulesets names, once
 * @param rulesets one for each namespace; namespaces not named are left alone
 */
public record Deployment(String by, List<ListContent> lists, List<ProgramContent> programs, List<Ruleset> rulesets) {
    /** A deployment whose rules need no programs of their own. */
    public Deployment(String by, List<ListContent> lists, List<Ruleset> rulesets) {
        this(by, lists, List.of(), rulesets);
    }
}
