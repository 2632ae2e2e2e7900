/**
 * Lists of addresses as files and as ranges: reading with every bad line told, aggregation to the fewest ranges,
 * lookups. No object per entry: a million prefixes stay a few megabytes. The form in which a list travels is the
 * wire contract's ListFile.
 */
package org.firewright.iplist;
