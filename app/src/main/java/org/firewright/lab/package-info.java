/**
 * Hosts, namespaces and traffic on this computer to try things on: separate as servers are, with an OpenSSH
 * server each. Everything it makes goes away with it, also after a kill. Needs root, or asks for it.
 */
package org.firewright.lab;
