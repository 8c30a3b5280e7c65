using System.Diagnostics;
using System.Globalization;

namespace MobileDist.Benchmarks;

/// <summary>
/// The peak memory of a process and of those it started. On Linux from <c>VmHWM</c> in <c>/proc</c>, the high-water mark that the
/// kernel keeps: reading it now and then loses only what grew after the last look. The accounting at a process's end
/// (<c>ru_maxrss</c>) would not do, since it starts from the size of the program that started it: ours, a .NET process.
/// </summary>
internal sealed class ProcessMemory(Process process)
{
    private const int DeepestTree = 16;

    public long? PeakBytes { get; private set; }

    public void Look()
    {
        if (OperatingSystem.IsLinux())
        {
            Look(process.Id.ToString(CultureInfo.InvariantCulture), DeepestTree);
        }
        else if (OperatingSystem.IsWindows())
        {
            process.Refresh();
            PeakBytes = Math.Max(PeakBytes ?? 0, process.PeakWorkingSet64);
        }
    }

    private void Look(string pid, int depth)
    {
        try
        {
            foreach (var line in File.ReadLines($"/proc/{pid}/status"))
            {
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                {
                    PeakBytes = Math.Max(PeakBytes ?? 0, long.Parse(line.AsSpan(6, line.Length - 9).Trim(), CultureInfo.InvariantCulture) * 1024);
                    break;
                }
            }

            var children = depth == 0 ? "" : File.ReadAllText($"/proc/{pid}/task/{pid}/children");
            foreach (var child in children.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                Look(child, depth - 1);
            }
        }
        catch (IOException)
        {
            // It ended while we looked; what was seen before stands.
            return;
        }
    }
}
