using MobileDist;
using MobileDist.Benchmarks;

using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    cancellation.Cancel();
};

try
{
    var options = BenchmarkOptions.Parse(args);
    var bench = new SignBenchmark(options, TimeProvider.System, Console.Out);
    var results = await bench.RunAsync(cancellation.Token);
    var machine = MachineDescription.Read(bench.PeerVersions);
    var section = SignReport.Render(results, machine, options.Rounds, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
    BenchmarkDocument.Update(options.Document, SignReport.SectionName, section);
    Console.WriteLine();
    Console.WriteLine(section);
    Console.WriteLine($"Written to {options.Document}");
    return (int)ExitCode.Done;
}
catch (DistributionException error)
{
    foreach (var fault in error.Faults)
    {
        Console.Error.WriteLine(fault.Headline);
        foreach (var detail in fault.Details)
        {
            Console.Error.WriteLine($"  {detail.Name}: {detail.Value}");
        }

        Console.Error.WriteLine(fault.Remedy);
    }

    return (int)error.ExitCode;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Cancelled; the document is as it was.");
    return (int)ExitCode.Cancelled;
}
