/**
 * What runs on a server: started over SSH, it serves one desktop on its standard streams and ends with them. Packages
 * in the order in which they may know each other: api, linux, netlink, bpf, nftables, iplist, inspect, deploy. Only
 * our own table and our own folder in bpffs are ever changed.
 */
package org.firewright.agent;
