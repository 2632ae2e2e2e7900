/** The place where rules are written and watched. */
package org.firewright.ui.rules;
