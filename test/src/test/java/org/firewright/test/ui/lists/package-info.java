/** The Lists place as a person uses it: lists of every size, brought in, searched, looked at, changed and written out. */
package org.firewright.test.ui.lists;
