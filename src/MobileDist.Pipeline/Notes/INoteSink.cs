namespace MobileDist.Pipeline;

/// <summary>Takes what a run has to say: the console, a CI log, a test's list. Called from several threads during a build.</summary>
public interface INoteSink
{
    void Write(RunNote note);
}
