/**
 * What can be said about rules without a packet: which of them can never match and because of which others, which
 * change nothing, and which packets two policies treat differently. Sets of packets are decision diagrams over the
 * fields' values, so the answers are exact on the language's own meaning; where a packet alone does not tell whether a
 * condition holds, both are taken for possible. Every answer that says "this can happen" comes with a packet.
 */
package org.firewright.analyse;
