namespace MobileDist.PullRequests.Tests;

public sealed class CommentNamesTests
{
    [Test]
    public void Of_WhenThereAreMany_CountsTheRest()
    {
        var names = CommentNames.Of(Enumerable.Range(0, 72).Select(number => $"Ada {number}"));

        Assert.That(names.Shown, Has.Length.EqualTo(50));
        Assert.That((names.More, names.Count), Is.EqualTo((22, 72)));
    }

    [Test]
    public void Of_WhenANameIsEndless_CutsItBetweenCharacters()
    {
        var name = CommentNames.Of([new string('x', 59) + "👩 and more"]).Shown.Single();

        Assert.That(name, Is.EqualTo(new string('x', 59)));
    }

    [Test]
    public void Equals_WhenNamesAreTheSame_IsTrue()
    {
        var (one, other) = (CommentNames.Of(["Ada", "Grace"]), CommentNames.Of(["Ada", "Grace"]));

        Assert.That(one, Is.EqualTo(other));
        Assert.That(one.GetHashCode(), Is.EqualTo(other.GetHashCode()));
        Assert.That(CommentNames.Of(["Ada", "Grace"]), Is.Not.EqualTo(CommentNames.Of(["Grace", "Ada"])));
        Assert.That(CommentNames.Of(["Ada"]), Is.Not.EqualTo(CommentNames.Of(["Ada"]) with { More = 1 }));
    }
}
