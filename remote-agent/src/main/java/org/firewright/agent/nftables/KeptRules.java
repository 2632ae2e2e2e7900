package org.firewright.agent.nftables;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.firewright.agent.netlink.Bytes;
import org.firewright.agent.nftables.model.Item;

/** Which rules of a chain are wanted again and stay where they are: as many as stand in the wanted order. */
final class KeptRules {
    private KeptRules() {}

    /**
     * Finds them, as a longest increasing run of places (patience sorting).
     *
     * @return for each wanted rule the one that is there and stays, null where it has to be made
     */
    static List<Item.Rule> of(List<Item.Rule> present, List<RuleItems> wanted) {
        Map<Bytes, Deque<Integer>> places = new HashMap<>();
        for (int i = 0; i < present.size(); i++) {
            Bytes identity = UserData.identity(UserData.orEmpty(present.get(i).userData()));
            if (identity.length() > 0) {
                places.computeIfAbsent(identity, unused -> new ArrayDeque<>()).add(i);
            }
        }
        int[] place = new int[wanted.size()];
        for (int i = 0; i < place.length; i++) {
            Deque<Integer> equal = places.get(wanted.get(i).identity());
            place[i] = equal == null || equal.isEmpty() ? -1 : equal.poll();
        }
        List<Item.Rule> staying = new ArrayList<>(Collections.nCopies(place.length, null));
        for (int i : increasing(place)) {
            staying.set(i, present.get(place[i]));
        }
        return staying;
    }

    /** The places in an array of a longest run of its numbers that grow; negative ones do not count. */
    private static int[] increasing(int[] numbers) {
        int[] ends = new int[numbers.length]; // where the best run of each length ends
        int[] before = new int[numbers.length];
        int length = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] < 0) {
                continue;
            }
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (numbers[ends[middle]] < numbers[i]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            before[i] = low == 0 ? -1 : ends[low - 1];
            ends[low] = i;
            length = Math.max(length, low + 1);
        }
        int[] run = new int[length];
        int at = length == 0 ? -1 : ends[length - 1];
        for (int i = length - 1; i >= 0; i--) {
            run[i] = at;
            at = before[at];
        }
        return run;
    }
}
