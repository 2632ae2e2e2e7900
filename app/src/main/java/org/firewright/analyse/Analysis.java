package org.firewright.analyse;

import java.util.List;
import org.firewright.policy.ProjectProblem;

/**
 * What came of analysing a policy.
 *
 * @param findings in the order of the rules
 * @param undecided sentences, each about a rule whose conditions no single packet decides: it was taken for one that
 *     may match or not, so nothing that is found is wrong, but more might be found
 */
public record Analysis(List<Finding> findings, List<String> undecided) {
    public Analysis {
        findings = List.copyOf(findings);
        undecided = List.copyOf(undecided);
    }

    /** The findings as warnings at the rules' rows. */
    public List<ProjectProblem> problems() {
        return findings.stream().map(Finding::problem).toList();
    }
}
