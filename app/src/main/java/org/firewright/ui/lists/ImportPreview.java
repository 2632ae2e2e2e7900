package org.firewright.ui.lists;

import java.nio.file.Path;
import java.util.Optional;
import org.firewright.iplist.AddressList;
import org.firewright.iplist.ListDifference;

/**
 * New content of a list, before it is used.
 *
 * @param source where it comes from
 * @param content the file in which it is kept until it is used
 * @param list what was understood of it, and what was not
 * @param difference what it changes; empty for a list that is new
 */
public record ImportPreview(ImportSource source, Path content, AddressList list, Optional<ListDifference> difference) {}
