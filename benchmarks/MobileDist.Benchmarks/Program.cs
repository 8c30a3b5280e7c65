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
    var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
    string name, section;
    if (options.Verb is "start")
    {
        var bench = new StartBenchmark(options, TimeProvider.System, Console.Out);
        var rounds = await bench.RunAsync(cancellation.Token);
        (name, section) = (StartReport.SectionName, StartReport.Render(rounds, MachineDescription.Read([("Node", bench.NodeVersion)]), today));
    }
    else
    {
        var bench = new SignBenchmark(options, TimeProvider.System, Console.Out);
        var results = await bench.RunAsync(cancellation.Token);
        (name, section) = (SignReport.SectionName, SignReport.Render(results, MachineDescription.Read(bench.PeerVersions), options.Rounds, today));
    }

    BenchmarkDocument.Update(options.Document, name, section);
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
