namespace MobileDist;

/// <summary>How far a long piece of work is.</summary>
/// <param name="Work">What is being done, for people: <c>Signing app-release.apk</c>.</param>
/// <param name="Done">Units done so far.</param>
/// <param name="Total">Units in all; 0 while unknown.</param>
/// <param name="Unit">What is counted.</param>
public readonly record struct WorkProgress(string Work, long Done, long Total, WorkUnit Unit = WorkUnit.Bytes);
