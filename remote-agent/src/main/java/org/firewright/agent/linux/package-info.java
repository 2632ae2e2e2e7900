/**
 * The C library as Java sees it, and the only place that knows JNA: system calls with their errors as exceptions that
 * name call and cause, file descriptors that close, native memory as direct buffers, and network namespaces entered on
 * threads of their own.
 */
package org.firewright.agent.linux;
