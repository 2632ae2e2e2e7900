package org.firewright.compile;

import org.firewright.agent.api.ListContent;
import org.firewright.agent.api.ListFile;
import org.firewright.agent.api.ListKind;
import org.firewright.iplist.AddressList;
import org.firewright.policy.ListDefinition;

/**
 * A list of a project, read.
 *
 * @param definition what the project says of it
 * @param read its addresses, and the lines that could not be taken in
 * @param file the form in which it travels to hosts
 * @param kind how hosts hold it, where they do
 */
public record ProjectList(ListDefinition definition, AddressList read, ListFile file, ListKind kind) {
    /** Its name without the dollar sign. */
    public String name() {
        return definition.name();
    }

    /** How a deployment names it. */
    public ListContent content() {
        return new ListContent(name(), file.digest(), read.ranges().count(), kind);
    }
}
