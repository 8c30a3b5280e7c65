namespace MobileDist.Signing.Android;

/// <summary>Shares numbered pieces of work among all processors, each worker with one buffer of its own.</summary>
internal static class WorkerGroup
{
    // Bounds the memory on large machines; by then the disk is the limit anyway.
    private const int MostWorkers = 16;

    /// <summary>Does every item once; the first error stops the others and is thrown.</summary>
    /// <param name="items">How many there are.</param>
    /// <param name="bufferSize">Bytes of each worker's buffer.</param>
    /// <param name="work">Does one item; called by several threads at once.</param>
    /// <param name="cancellation">Looked at before each item.</param>
    public static async Task RunAsync(int items, int bufferSize, Action<int, byte[]> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var next = -1;
        var failed = false;
        var workers = new Task[Math.Min(items, Math.Min(Environment.ProcessorCount, MostWorkers))];
        for (var i = 0; i < workers.Length; i++)
        {
            workers[i] = Task.Run(Work, CancellationToken.None);
        }

        await Task.WhenAll(workers).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();

        void Work()
        {
            var buffer = GC.AllocateUninitializedArray<byte>(bufferSize);
            while (!Volatile.Read(ref failed) && !cancellation.IsCancellationRequested)
            {
                var item = Interlocked.Increment(ref next);
                if (item >= items)
                {
                    return;
                }

                try
                {
                    work(item, buffer);
                }
                catch
                {
                    Volatile.Write(ref failed, true);
                    throw;
                }
            }
        }
    }
}
