using System.Runtime.ExceptionServices;

namespace MobileDist.Signing;

/// <summary>
/// Shares numbered pieces of work among all processors, each worker with one buffer of its own. Threads and not tasks:
/// the work blocks on the disk, and a short run would spend more time on compiling state machines than on signing.
/// </summary>
internal static class WorkerGroup
{
    // Bounds the memory on large machines; by then the disk is the limit anyway.
    private const int MostWorkers = 16;

    /// <summary>Does every item once, on this thread and others; the first error stops the others and is thrown.</summary>
    /// <param name="items">How many there are.</param>
    /// <param name="bufferSize">Bytes of each worker's buffer.</param>
    /// <param name="work">Does one item; called by several threads at once.</param>
    /// <param name="cancellation">Looked at before each item.</param>
    /// <param name="most">Of all workers, the caller's thread among them.</param>
    public static void Run(int items, int bufferSize, Action<int, byte[]> work, CancellationToken cancellation, int most = MostWorkers)
    {
        cancellation.ThrowIfCancellationRequested();
        var next = -1;
        ExceptionDispatchInfo? failure = null;
        var others = new Thread[Math.Max(0, Math.Min(items, Math.Min(Environment.ProcessorCount, most)) - 1)];
        for (var i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(Work) { IsBackground = true };
            others[i].Start();
        }

        Work();
        foreach (var other in others)
        {
            other.Join();
        }

        failure?.Throw();
        cancellation.ThrowIfCancellationRequested();

        void Work()
        {
            try
            {
                var buffer = GC.AllocateUninitializedArray<byte>(bufferSize);
                while (Volatile.Read(ref failure) is null && !cancellation.IsCancellationRequested)
                {
                    var item = Interlocked.Increment(ref next);
                    if (item >= items)
                    {
                        return;
                    }

                    work(item, buffer);
                }
            }
            catch (Exception error)
            {
                // Whatever it is: an exception that leaves a thread would end the process.
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(error), null);
            }
        }
    }
}
