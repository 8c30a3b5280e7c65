// A fixture holds the journal of one test.
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
