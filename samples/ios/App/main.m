/* One screen with one sentence, in English and German. Nothing here is released: it lives as long as the app. */
#import "../UIKit.h"
#import "../SampleKit/SampleKit.h"

enum { CENTER = 1, FLEXIBLE_WIDTH_AND_HEIGHT = 2 | 16 };

@interface SentenceController : UIViewController
@end

@implementation SentenceController
- (void)viewDidLoad
{
    [super viewDidLoad];
    UILabel *label = [[UILabel alloc] initWithFrame:self.view.bounds];
    NSString *key = [NSString stringWithUTF8String:sample_sentence_key()];
    label.text = [[NSBundle mainBundle] localizedStringForKey:key value:key table:(NSString *)0];
    label.textAlignment = CENTER;
    label.numberOfLines = 0;
    label.autoresizingMask = FLEXIBLE_WIDTH_AND_HEIGHT;
    self.view.backgroundColor = UIColor.systemBackgroundColor;
    [self.view addSubview:label];
}
@end

@interface AppDelegate : UIResponder
@property (retain) UIWindow *window;
@end

@implementation AppDelegate
- (signed char)application:(UIApplication *)application didFinishLaunchingWithOptions:(NSObject *)options
{
    self.window = [[UIWindow alloc] initWithFrame:UIScreen.mainScreen.bounds];
    self.window.rootViewController = [SentenceController new];
    [self.window makeKeyAndVisible];
    return 1;
}
@end

int main(int count, char **arguments)
{
    return UIApplicationMain(count, arguments, (NSString *)0, [NSString stringWithUTF8String:"AppDelegate"]);
}
