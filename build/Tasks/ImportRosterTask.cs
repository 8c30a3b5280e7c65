using Cake.Frosting;
using MobileDist.Pipeline;

namespace MobileDist.Build.Tasks;

[TaskName("ImportRoster")]
[TaskDescription("Writes testers.yml out of a table of people and devices, --roster=FILE.csv or MOBILEDIST_ROSTER.")]
public sealed class ImportRosterTask(Terminal terminal, HostEnvironment environment) : FrostingTask<BuildContext>
{
    public override void Run(BuildContext context)
    {
        var table = context.Setting(DistributionArgument.Roster, environment) ?? throw HostFaults.NoTable();
        var imported = RosterImporting.Import(table, context.WorkingFolder);
        terminal.Out.WriteLine($"{imported.People} people with {imported.Devices} devices stand in '{imported.File}'.");
    }
}
