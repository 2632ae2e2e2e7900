package org.firewright.test.bench;
import org.firewright.test.*;
import org.firewright.agent.api.AddressRanges;
public final class SetProbe {
  public static void main(String[] a) throws Exception {
    for (int family : new int[]{4,6}) for (int n : new int[]{100,1000,2000,3000,5000,10000,20000,30000,50000,70000,100000,150000,200000,300000,400000,600000,1000000}) {
      AddressRanges r = family==4?ListData.random4(n):ListData.random6(n);
      BenchList l = BenchList.of(r);
      try (ScratchNamespace ns = ScratchNamespace.make("memory"); MemoryGroup g = MemoryGroup.enter(); NftSetSubject s = new NftSetSubject(family)) {
        long b = g.kernelMemory(); long wb = KernelMemory.used();
        s.enforce(ns, l);
        long k = g.kernelMemory()-b; long w = KernelMemory.used()-wb;
        System.out.println(family+" "+r.count()+" kmem "+k+" per "+(double)k/r.count()+" whole per "+(double)w/r.count());
      }
    }
  }
}
