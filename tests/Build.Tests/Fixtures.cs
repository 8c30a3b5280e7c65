// A fixture holds the terminal of one test.
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
