package org.firewright.ui.lists;

import java.util.Optional;
import org.firewright.iplist.AddressList;
import org.firewright.iplist.ListDifference;

/**
 * New content of a list, before it is used.
 *
 * @param source where it comes from
 * @param content what will be written to the list's file; not copied
 * @param list what was understood of it, and what was not
 * @param difference what it changes; empty for a list that is new
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes that are written once
public record ImportPreview(
        ImportSource source, byte[] content, AddressList list, Optional<ListDifference> difference) {}
