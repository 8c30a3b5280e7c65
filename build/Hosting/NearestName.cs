namespace MobileDist.Build;

/// <summary>The name that somebody most likely meant.</summary>
internal static class NearestName
{
    /// <summary>The candidate with the fewest letters to change or swap (optimal string alignment); null when all are too far off to be meant.</summary>
    public static string? To(string written, IEnumerable<string> candidates) => candidates
        .Select(candidate => (Name: candidate, Distance: Distance(written.ToUpperInvariant(), candidate.ToUpperInvariant())))
        .Where(candidate => candidate.Distance <= Math.Max(1, candidate.Name.Length / 3))
        .OrderBy(candidate => candidate.Distance)
        .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
        .Select(candidate => candidate.Name)
        .FirstOrDefault();

    private static int Distance(string left, string right)
    {
        var distances = new int[left.Length + 1, right.Length + 1];
        for (var row = 0; row <= left.Length; row++)
        {
            for (var column = 0; column <= right.Length; column++)
            {
                distances[row, column] = row == 0 || column == 0 ? row + column : Step(distances, row, column, left, right);
            }
        }

        return distances[left.Length, right.Length];
    }

    private static int Step(int[,] distances, int row, int column, string left, string right)
    {
        var replaced = distances[row - 1, column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
        var best = Math.Min(replaced, Math.Min(distances[row - 1, column], distances[row, column - 1]) + 1);
        var isSwap = row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1];
        return isSwap ? Math.Min(best, distances[row - 2, column - 2] + 1) : best;
    }
}
