/**
 * Rulesets as {@code nft list ruleset} prints them. Steps are first put together into statements by following values
 * through the registers; then what a later statement implies is left out, masks become prefixes and flags, and values
 * get the type of what they are compared with. Nothing here touches the kernel.
 */
package org.firewright.agent.nftables.text;
