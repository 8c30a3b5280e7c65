using Cake.Frosting;
using MobileDist.Pipeline;

namespace MobileDist.Build.Tasks;

[TaskName("ImportRoster")]
[TaskDescription("Writes testers.yml out of a table of people and devices, --roster=FILE.csv.")]
public sealed class ImportRosterTask(Terminal terminal) : FrostingTask<BuildContext>
{
    public override void Run(BuildContext context)
    {
        var table = context.Argument("roster") is { Length: > 0 } given ? given : throw HostFaults.NoTable();
        var imported = RosterImporting.Import(table, context.Environment.WorkingDirectory.FullPath);
        terminal.Out.WriteLine($"{imported.People} people with {imported.Devices} devices stand in '{imported.File}'.");
    }
}
