/** The Rules place as a person uses it: blocks, lists, chips and rows dragged with the mouse, text typed, keys pressed. */
package org.firewright.test.ui.rules;
